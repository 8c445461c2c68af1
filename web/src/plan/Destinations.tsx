import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table';
import type { Plan } from '../api/types';
import { counted } from '../common/times';

/** In the order in which they are shown; others follow. */
const words: Record<string, string> = { VCPU: 'vCPU', PCPU: 'pinned CPU', MEMORY_MB: 'RAM', DISK_GB: 'Disk' };

const place = (resourceClass: string) => (resourceClass in words ? Object.keys(words).indexOf(resourceClass) : Number.MAX_SAFE_INTEGER);

/** Where the instances go, and how full those hosts are before and after. */
export function Destinations({ figures }: { figures: NonNullable<Plan['figures']> }) {
  return (
    <Table aria-label="Where they go" variant="compact" gridBreakPoint="">
      <Thead>
        <Tr>
          <Th>Host</Th>
          <Th>Gets</Th>
          <Th>Full, before → after</Th>
        </Tr>
      </Thead>
      <Tbody>
        {figures.destinations.map((host) => (
          <Tr key={host.host}>
            <Td>{host.host}</Td>
            <Td>{counted(host.arrivals, 'instance')}</Td>
            <Td>
              <span className="before-after">
                {[...host.classes].sort((a, b) => place(a.resource_class) - place(b.resource_class)).map((c) => (
                  <BeforeAfter key={c.resource_class} label={words[c.resource_class] ?? c.resource_class} before={c.before} after={c.after} capacity={c.capacity} />
                ))}
              </span>
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  );
}

function BeforeAfter({ label, before, after, capacity }: { label: string; before: number; after: number; capacity: number }) {
  const percent = (n: number) => Math.min(100, Math.round((n / Math.max(1, capacity)) * 100));
  return (
    <span className="fill">
      <span className="fill-label">{label}</span>
      <span className="fill-track" aria-hidden="true">
        <span className="fill-after" style={{ width: `${percent(after)}%` }} />
        <span className="fill-bar" style={{ width: `${percent(before)}%` }} />
      </span>
      <span className="fill-number">
        {percent(before)} → {percent(after)}%
      </span>
    </span>
  );
}
