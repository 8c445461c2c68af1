import { Button, DescriptionList, DescriptionListDescription, DescriptionListGroup, DescriptionListTerm } from '@patternfly/react-core';
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import { useReport } from '../api/maintenances';
import type { Report } from '../api/types';
import { Shown } from '../common/Shown';
import { MoveLabel } from '../common/StateLabel';
import { counted, duration } from '../common/times';

const interruptions: Record<Report['moves'][number]['interruption'], string> = { none: 'No', restart: 'Restarted', stop: 'Stopped meanwhile' };

/** As it went: for whoever asks afterwards. */
export function ReportPart({ id }: { id: string }) {
  return (
    <Shown of={useReport(id)} what="the report">
      {(report) => (
        <>
          <Totals totals={report.totals} />
          <Button variant="secondary" component="a" href={`/v1/maintenances/${id}/report?format=csv`} download={`${report.host}-${id}.csv`}>
            Download as CSV
          </Button>
          <Rows moves={report.moves} />
        </>
      )}
    </Shown>
  );
}

function Totals({ totals }: { totals: Report['totals'] }) {
  const facts: [string, string][] = [
    ['Moved', counted(totals.done, 'instance')],
    ['Left on the host', String(totals.left)],
    ['Failed attempts', String(totals.failures)],
    ['Restarted', String(totals.restarts)],
    ['Memory moved', `${(totals.memory_mb / 1024).toFixed(1)} GiB`],
    ['Drain took', totals.drain_seconds == null ? '–' : duration(totals.drain_seconds)],
  ];
  return (
    <DescriptionList isCompact columnModifier={{ default: '2Col', md: '3Col' }} className="facts">
      {facts.map(([term, words]) => (
        <DescriptionListGroup key={term}>
          <DescriptionListTerm>{term}</DescriptionListTerm>
          <DescriptionListDescription>{words}</DescriptionListDescription>
        </DescriptionListGroup>
      ))}
    </DescriptionList>
  );
}

function Rows({ moves }: { moves: Report['moves'] }) {
  return (
    <Table aria-label="Report" variant="compact" gridBreakPoint="grid-lg">
      <Thead>
        <Tr>
          <Th>Instance</Th>
          <Th>State</Th>
          <Th>Went to</Th>
          <Th>Took</Th>
          <Th>Attempts</Th>
          <Th>Did its owner notice</Th>
        </Tr>
      </Thead>
      <Tbody>
        {moves.map((move) => (
          <Tr key={move.instance_id}>
            <Td dataLabel="Instance">{move.instance_name}</Td>
            <Td dataLabel="State">
              <MoveLabel state={move.state} />
            </Td>
            <Td dataLabel="Went to">{move.destination ?? '–'}</Td>
            <Td dataLabel="Took">{move.seconds == null ? '–' : duration(move.seconds)}</Td>
            <Td dataLabel="Attempts">{move.attempts}</Td>
            <Td dataLabel="Noticed">{interruptions[move.interruption]}</Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}
