import { Title } from '@patternfly/react-core';
import type { Capacity, Host } from '../api/types';
import { counted } from '../common/times';
import { byZone } from './filter';
import { HostTile } from './HostTile';

interface Props {
  hosts: Host[];
  capacity: ReadonlyMap<string, Capacity> | undefined;
  /** While hosts are being picked. */
  picked?: ReadonlySet<string>;
  onPick?: (host: string) => void;
}

/** The hosts as tiles, zone by zone. */
export function HostMap({ hosts, capacity, picked, onPick }: Props) {
  return byZone(hosts).map(([zone, members]) => (
    <section key={zone} className="zone" aria-label={zone === '' ? 'No zone' : zone}>
      <Title headingLevel="h2" size="md" className="zone-title">
        {zone === '' ? 'No zone' : zone} <span className="zone-count">{counted(members.length, 'host')}</span>
      </Title>
      <div className="tiles">
        {members.map((host) => (
          <HostTile key={host.name} host={host} capacity={capacity?.get(host.name)} picked={picked?.has(host.name)} onPick={onPick} />
        ))}
      </div>
    </section>
  ));
}
