import type { MoveKind } from '../api/types';

/** What becomes of an instance, in words. */
export const actionWords: Record<MoveKind, string> = {
  live_migrate: 'Moves while it runs',
  cold_migrate: 'Is stopped, moved and started',
  confirm_resize: 'Its old resize is confirmed',
  offload: 'Its shelf is emptied',
  stop: 'Is stopped until the host returns',
  evacuate: 'Is built anew elsewhere',
  leave: 'Stays on the host',
};
