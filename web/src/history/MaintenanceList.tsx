import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { Link } from 'react-router';
import type { Maintenance } from '../api/types';
import { StateLabel } from '../common/StateLabel';
import { duration, moment, seconds } from '../common/times';

export function MaintenanceList({ maintenances }: { maintenances: Maintenance[] }) {
  return (
    <Table aria-label="Maintenances" variant="compact" gridBreakPoint="grid-lg">
      <Thead>
        <Tr>
          <Th>Host</Th>
          <Th>State</Th>
          <Th>Begun</Th>
          <Th>Took</Th>
          <Th>By</Th>
          <Th>Why</Th>
        </Tr>
      </Thead>
      <Tbody>
        {maintenances.map((m) => (
          <Tr key={m.id}>
            <Td dataLabel="Host">
              <Link to={`/maintenances/${m.id}`}>{m.host}</Link>
            </Td>
            <Td dataLabel="State">
              <StateLabel state={m.state} />
            </Td>
            <Td dataLabel="Begun">{moment(m.created_at)}</Td>
            <Td dataLabel="Took">{m.finished_at == null ? '–' : duration(seconds(m.created_at!, m.finished_at))}</Td>
            <Td dataLabel="By">{m.created_by}</Td>
            <Td dataLabel="Why">
              {m.reason === '' ? '–' : m.reason}
              {m.ticket !== null && <span className="subtle"> {m.ticket}</span>}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
