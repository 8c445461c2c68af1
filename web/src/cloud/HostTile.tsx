import { memo } from 'react';
import { Link } from 'react-router';
import type { Capacity, Host } from '../api/types';
import { counted } from '../common/times';
import { FillBar } from './FillBar';
import { statusOf, wordsOf } from './hostStatus';
import { StatusIcon } from './StatusIcon';

interface Props {
  host: Host;
  capacity: Capacity | undefined;
  /** While hosts are being picked; undefined: a tile leads to its host. */
  picked?: boolean;
  onPick?: (host: string) => void;
}

/** One host of the map. It leads to its maintenance, or to what draining it would mean. */
export const HostTile = memo(function HostTile({ host, capacity, picked, onPick }: Props) {
  const status = statusOf(host);
  const inside = (
    <>
      <span className="tile-head">
        <StatusIcon status={status} />
        <span className="tile-name">{host.name}</span>
      </span>
      <span className="tile-words">
        {wordsOf(host)}
        {capacity && <span className="tile-count">{counted(capacity.instances, 'instance')}</span>}
      </span>
      <span className="tile-fill">
        <FillBar label="vCPU" fill={capacity?.vcpus} />
        <FillBar label="RAM" fill={capacity?.memory_mb} />
        <FillBar label="Disk" fill={capacity?.disk_gb} />
      </span>
    </>
  );
  const look = `tile tile-${status}`;
  if (picked !== undefined) {
    return (
      <button type="button" className={`${look}${picked ? ' tile-picked' : ''}`} aria-pressed={picked} onClick={() => onPick?.(host.name)}>
        {inside}
      </button>
    );
  }
  const to = host.maintenance_id === null ? `/plan/${encodeURIComponent(host.name)}` : `/maintenances/${host.maintenance_id}`;
  return (
    <Link className={look} to={to} title={host.disabled_reason ?? undefined}>
      {inside}
    </Link>
  );
});
