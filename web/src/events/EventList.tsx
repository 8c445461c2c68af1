import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router';
import type { JournalEvent } from '../api/types';
import { moment } from '../common/times';

interface Props {
  events: JournalEvent[];
  label: string;
  /** With the host of each, as a link to its maintenance. */
  withHost?: boolean;
}

/** A part of the journal, the newest first. */
export function EventList({ events, label, withHost = false }: Props) {
  return (
    <Table aria-label={label} variant="compact" gridBreakPoint="grid-md">
      <Thead>
        <Tr>
          <Th width={15}>When</Th>
          {withHost && <Th width={15}>Host</Th>}
          <Th width={15}>Instance</Th>
          <Th>What happened</Th>
        </Tr>
      </Thead>
      <Tbody>
        {events.map((event) => (
          <Tr key={event.seq}>
            <Td dataLabel="When">
              <time dateTime={event.at ?? undefined}>{moment(event.at)}</time>
            </Td>
            {withHost && (
              <Td dataLabel="Host">
                <Link to={`/maintenances/${event.maintenance_id}`}>{event.host}</Link>
              </Td>
            )}
            <Td dataLabel="Instance">{event.instance_name ?? '–'}</Td>
            <Td dataLabel="What happened">{event.message}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
