import type { Capacity, Host } from '../api/types';
import { statusOf, type HostStatus } from './hostStatus';

export interface Filter {
  text: string;
  /** None: all. */
  statuses: ReadonlySet<HostStatus>;
  zone: string;
  aggregate: string;
}

export const everything: Filter = { text: '', statuses: new Set(), zone: '', aggregate: '' };

export function matches(host: Host, capacity: Capacity | undefined, filter: Filter): boolean {
  return (
    (filter.text === '' || host.name.toLowerCase().includes(filter.text.toLowerCase())) &&
    (filter.statuses.size === 0 || filter.statuses.has(statusOf(host))) &&
    (filter.zone === '' || host.zone === filter.zone) &&
    (filter.aggregate === '' || (capacity?.aggregates.includes(filter.aggregate) ?? false))
  );
}

/** By zone, zones by name. */
export function byZone(hosts: Host[]): [string, Host[]][] {
  const zones = new Map<string, Host[]>();
  for (const host of hosts) {
    const zone = host.zone ?? '';
    const list = zones.get(zone);
    if (list) list.push(host);
    else zones.set(zone, [host]);
  }
  return [...zones].sort(([a], [b]) => a.localeCompare(b));
}

export function counts(hosts: Host[]): Map<HostStatus, number> {
  const found = new Map<HostStatus, number>();
  for (const host of hosts) found.set(statusOf(host), (found.get(statusOf(host)) ?? 0) + 1);
  return found;
}

export const distinct = (values: Iterable<string>): string[] => [...new Set(values)].filter((value) => value !== '').sort();
