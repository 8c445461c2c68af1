import type { MaintenanceState, MoveState } from '../api/types';

export type Colour = 'blue' | 'teal' | 'green' | 'orange' | 'purple' | 'red' | 'orangered' | 'grey' | 'yellow';

interface Look {
  words: string;
  colour: Colour;
}

const maintenances: Record<MaintenanceState, Look> = {
  pending: { words: 'Scheduled', colour: 'blue' },
  planning: { words: 'Planning', colour: 'blue' },
  cordoning: { words: 'Closing the host', colour: 'blue' },
  draining: { words: 'Draining', colour: 'blue' },
  verifying: { words: 'Proving it is empty', colour: 'blue' },
  in_maintenance: { words: 'In maintenance', colour: 'purple' },
  returning: { words: 'Returning', colour: 'blue' },
  completed: { words: 'Back in service', colour: 'green' },
  paused: { words: 'Paused', colour: 'yellow' },
  blocked: { words: 'Needs you', colour: 'orange' },
  cancelling: { words: 'Being called off', colour: 'blue' },
  cancelled: { words: 'Called off', colour: 'grey' },
  failed: { words: 'Not done', colour: 'red' },
};

const moves: Record<MoveState, Look> = {
  waiting: { words: 'Waiting', colour: 'grey' },
  submitting: { words: 'Starting', colour: 'blue' },
  running: { words: 'Moving', colour: 'blue' },
  confirming: { words: 'Confirming', colour: 'blue' },
  done: { words: 'Moved', colour: 'green' },
  retrying: { words: 'Will try again', colour: 'yellow' },
  skipped: { words: 'Skipped', colour: 'grey' },
  gone: { words: 'Deleted meanwhile', colour: 'grey' },
  left: { words: 'Left on the host', colour: 'grey' },
  failed: { words: 'Needs you', colour: 'orange' },
};

export const lookOf = (state: MaintenanceState): Look => maintenances[state];

export const lookOfMove = (state: MoveState): Look => moves[state];

export const maintenanceStates = Object.keys(maintenances) as MaintenanceState[];

/** Something happens by itself, so it is worth looking often. */
export const isUnderWay = (state: MaintenanceState): boolean =>
  state === 'planning' || state === 'cordoning' || state === 'draining' || state === 'verifying' || state === 'returning' || state === 'cancelling' || state === 'paused';

export const isSettled = (state: MoveState): boolean => state === 'done' || state === 'skipped' || state === 'gone' || state === 'left';

export const isMoving = (state: MoveState): boolean => state === 'submitting' || state === 'running' || state === 'confirming';
