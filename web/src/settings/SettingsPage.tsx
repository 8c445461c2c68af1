import { PageSection, Tab, Tabs, TabTitleText } from '@patternfly/react-core';
import { useState } from 'react';
import { useMay } from '../api/session';
import { PageTitle } from '../common/PageTitle';
import { Policies } from './Policies';
import { Webhooks } from './Webhooks';

/** What holds for all hosts: policies, and who is told. */
export function SettingsPage() {
  const [tab, setTab] = useState<string | number>('policies');
  const may = useMay('operator');
  return (
    <>
      <PageTitle title="Settings" />
      <PageSection isFilled>
        <Tabs activeKey={tab} onSelect={(_, key) => setTab(key)} mountOnEnter unmountOnExit aria-label="Settings">
          <Tab eventKey="policies" title={<TabTitleText>Policies</TabTitleText>}>
            <Policies />
          </Tab>
          {may && (
            <Tab eventKey="webhooks" title={<TabTitleText>Webhooks</TabTitleText>}>
              <Webhooks />
            </Tab>
          )}
        </Tabs>
      </PageSection>
    </>
  );
}
