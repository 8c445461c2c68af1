import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { PlannedMove } from '../api/types';
import { actionWords } from '../common/actions';
import { duration } from '../common/times';

/** What becomes of each instance, where it goes and why. */
export function PlanMoves({ moves }: { moves: PlannedMove[] }) {
  return (
    <Table aria-label="What becomes of each instance" variant="compact" gridBreakPoint="grid-lg">
      <Thead>
        <Tr>
          <Th>Instance</Th>
          <Th modifier="nowrap">What happens</Th>
          <Th modifier="nowrap">Goes to</Th>
          <Th>Takes</Th>
          <Th width={40}>Why</Th>
        </Tr>
      </Thead>
      <Tbody>
        {moves.map((move) => (
          <Tr key={move.instance_id}>
            <Td dataLabel="Instance">
              <strong>{move.instance_name}</strong> <span className="subtle">{move.status}</span>
            </Td>
            <Td dataLabel="What happens">{actionWords[move.action]}</Td>
            <Td dataLabel="Goes to" modifier="nowrap">{move.destination ?? (move.action === 'live_migrate' || move.action === 'cold_migrate' ? "Nova's choice" : '–')}</Td>
            <Td dataLabel="Takes" modifier="nowrap">{move.estimated_seconds === null ? '–' : duration(move.estimated_seconds)}</Td>
            <Td dataLabel="Why">
              {move.reason}
              {move.estimate !== null && <div className="subtle">{move.estimate}</div>}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
