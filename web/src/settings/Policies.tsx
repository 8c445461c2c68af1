import { Button, EmptyState, EmptyStateBody, Label, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core';
import { CogIcon } from '@patternfly/react-icons';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useState } from 'react';
import { usePolicies, useRemovePolicy } from '../api/policies';
import { useMay } from '../api/session';
import type { NamedPolicy } from '../api/types';
import { ConfirmDialog } from '../common/ConfirmDialog';
import { Shown } from '../common/Shown';
import { moment } from '../common/times';
import { PolicyForm } from './PolicyForm';
import { policyWords } from './policyWords';

/** What operators may choose by name, and which of them holds where nobody chooses. */
export function Policies() {
  const policies = usePolicies();
  const may = useMay('operator');
  const [edited, setEdited] = useState<NamedPolicy | 'new' | null>(null);
  const [removed, setRemoved] = useState<NamedPolicy | null>(null);
  return (
    <>
      {may && (
        <Toolbar>
          <ToolbarContent>
            <ToolbarItem>
              <Button variant="secondary" onClick={() => setEdited('new')}>
                New policy
              </Button>
            </ToolbarItem>
          </ToolbarContent>
        </Toolbar>
      )}
      <Shown of={policies} what="the policies">
        {(named) => (named.length === 0 ? <NoPolicies /> : <PolicyTable policies={named} may={may} edit={setEdited} remove={setRemoved} />)}
      </Shown>
      {edited && <PolicyForm policy={edited === 'new' ? null : edited} close={() => setEdited(null)} />}
      {removed && <RemovePolicy policy={removed} close={() => setRemoved(null)} />}
    </>
  );
}

interface TableProps {
  policies: NamedPolicy[];
  may: boolean;
  edit: (policy: NamedPolicy) => void;
  remove: (policy: NamedPolicy) => void;
}

function PolicyTable({ policies, may, edit, remove }: TableProps) {
  return (
    <Table aria-label="Policies" variant="compact" gridBreakPoint="grid-lg">
      <Thead>
        <Tr>
          <Th>Name</Th>
          <Th>What it allows</Th>
          <Th>Changed</Th>
          {may && <Th screenReaderText="Actions" />}
        </Tr>
      </Thead>
      <Tbody>
        {policies.map((p) => (
          <Tr key={p.name}>
            <Td dataLabel="Name">
              <strong>{p.name}</strong> {p.default && <Label isCompact color="blue">default</Label>}
              <div className="subtle">{p.description}</div>
            </Td>
            <Td dataLabel="What it allows">{policyWords(p.policy)}</Td>
            <Td dataLabel="Changed">
              {moment(p.updated_at)} by {p.updated_by}
            </Td>
            {may && (
              <Td isActionCell>
                <Button variant="link" aria-label={`Change ${p.name}`} onClick={() => edit(p)}>
                  Change
                </Button>
                <Button variant="link" isDanger aria-label={`Remove ${p.name}`} onClick={() => remove(p)}>
                  Remove
                </Button>
              </Td>
            )}
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function NoPolicies() {
  return (
    <EmptyState headingLevel="h2" titleText="No named policies" icon={CogIcon}>
      <EmptyStateBody>Respite's own defaults hold: everything may move, and nothing that runs is stopped.</EmptyStateBody>
    </EmptyState>
  );
}

function RemovePolicy({ policy, close }: { policy: NamedPolicy; close: () => void }) {
  const remove = useRemovePolicy();
  return (
    <ConfirmDialog
      question={`Remove the policy ${policy.name}?`} words={`Drains that run keep what they began with.${policy.default ? " Where nobody chooses a policy, Respite's own defaults hold then." : ''}`} label="Remove"
      isDanger isPending={remove.isPending} error={remove.error} close={close} confirm={() => remove.mutate(policy.name, { onSuccess: close })}
    />
  );
}
