import { Button, EmptyState, EmptyStateBody, FormSelect, FormSelectOption, PageSection, SearchInput, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { HistoryIcon } from '@patternfly/react-icons';
import { useState } from 'react';
import { useMaintenances } from '../api/maintenances';
import type { MaintenanceState } from '../api/types';
import { PageTitle } from '../common/PageTitle';
import { Shown } from '../common/Shown';
import { lookOf, maintenanceStates } from '../common/states';
import { MaintenanceList } from './MaintenanceList';

const page = 50;
const most = 1000;

/** All maintenances, open and ended, the newest first. */
export function HistoryPage() {
  const [typed, setTyped] = useState('');
  const [host, setHost] = useState('');
  const [state, setState] = useState<MaintenanceState | ''>('');
  const [limit, setLimit] = useState(page);
  const found = useMaintenances({ host: host || undefined, state: state || undefined }, limit);
  return (
    <>
      <PageTitle title="Maintenances" words="Open and ended ones, the newest first. Each keeps its journal and its report." />
      <PageSection isFilled>
        <Toolbar>
          <ToolbarContent>
            <ToolbarItem>
              <SearchInput aria-label="Host" placeholder="Host, its whole name" value={typed} onChange={(_, text) => setTyped(text)} onSearch={() => setHost(typed.trim())} onClear={() => { setTyped(''); setHost(''); }} />
            </ToolbarItem>
            <ToolbarItem>
              <FormSelect aria-label="State" value={state} onChange={(_, chosen) => setState(chosen as MaintenanceState | '')}>
                <FormSelectOption value="" label="All states" />
                {maintenanceStates.map((s) => (
                  <FormSelectOption key={s} value={s} label={lookOf(s).words} />
                ))}
              </FormSelect>
            </ToolbarItem>
          </ToolbarContent>
        </Toolbar>
        <Shown of={found} what="the maintenances">
          {(shown) =>
            shown.length === 0 ? (
              <EmptyState headingLevel="h2" titleText={host || state ? 'None is like that' : 'No host has been drained yet'} icon={HistoryIcon}>
                <EmptyStateBody>{host || state ? 'Another host or state may find some.' : 'Choose one on the page Cloud.'}</EmptyStateBody>
              </EmptyState>
            ) : (
              <>
                <MaintenanceList maintenances={shown} />
                {shown.length === limit && limit < most && (
                  <Button variant="link" onClick={() => setLimit(most)} isLoading={found.isFetching}>
                    Show more
                  </Button>
                )}
              </>
            )
          }
        </Shown>
      </PageSection>
    </>
  );
}
