import { Button, Label } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { Webhook } from '../api/types';
import { counted } from '../common/times';

interface Props {
  webhooks: Webhook[];
  remove: (webhook: Webhook) => void;
  show: (webhook: Webhook) => void;
}

export function WebhookTable({ webhooks, remove, show }: Props) {
  return (
    <Table aria-label="Webhooks" variant="compact" gridBreakPoint="grid-lg">
      <Thead>
        <Tr>
          <Th>Address</Th>
          <Th>Is told of</Th>
          <Th>Deliveries</Th>
          <Th screenReaderText="Actions" />
        </Tr>
      </Thead>
      <Tbody>
        {webhooks.map((w) => (
          <Tr key={w.id}>
            <Td dataLabel="Address" modifier="breakWord">
              {w.url}
            </Td>
            <Td dataLabel="Is told of">{w.types.length === 0 ? 'everything' : w.types.join(', ')}</Td>
            <Td dataLabel="Deliveries">
              <Label isCompact color={w.error === null ? 'green' : 'orange'}>
                {w.error === null ? 'Taken' : 'Not taken'}
              </Label>{' '}
              up to event {w.position}
              {w.waiting > 0 && `, ${counted(w.waiting, 'event')} waiting`}
              {w.error !== null && <div className="subtle">{w.error}</div>}
            </Td>
            <Td isActionCell>
              {w.dead_letters > 0 && (
                <Button variant="link" onClick={() => show(w)}>
                  {counted(w.dead_letters, 'dead letter')}
                </Button>
              )}
              <Button variant="link" isDanger aria-label={`Remove ${w.url}`} onClick={() => remove(w)}>
                Remove
              </Button>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
