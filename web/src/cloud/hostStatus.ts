import type { Host } from '../api/types';

/** What an operator wants to know of a host at a glance, the most urgent first. */
export const statuses = ['needs', 'paused', 'down', 'moving', 'maintenance', 'disabled', 'service'] as const;

export type HostStatus = (typeof statuses)[number];

export const statusWords: Record<HostStatus, string> = {
  needs: 'Needs you',
  paused: 'Paused',
  down: 'Down',
  moving: 'On its way',
  maintenance: 'In maintenance',
  disabled: 'Disabled by others',
  service: 'In service',
};

const moving: Record<string, string> = {
  pending: 'Drain is scheduled',
  planning: 'Planning its drain',
  cordoning: 'Closing',
  draining: 'Draining',
  verifying: 'Proving it is empty',
  returning: 'Returning',
  cancelling: 'Being called off',
};

export function statusOf(host: Host): HostStatus {
  switch (host.maintenance_state) {
    case null:
      return host.state === 'down' ? 'down' : host.status === 'disabled' ? 'disabled' : 'service';
    case 'blocked':
      return 'needs';
    case 'paused':
      return 'paused';
    case 'in_maintenance':
      return 'maintenance';
    default:
      return 'moving';
  }
}

/** More exact than the status where there is more to say. */
export function wordsOf(host: Host): string {
  const status = statusOf(host);
  return status === 'moving' ? (moving[host.maintenance_state ?? ''] ?? statusWords.moving) : statusWords[status];
}
