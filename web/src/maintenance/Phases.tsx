import { ProgressStep, ProgressStepper } from '@patternfly/react-core';
import type { MaintenanceState } from '../api/types';

const phases = ['Plan', 'Close the host', 'Move instances', 'Prove it is empty', 'In maintenance', 'Back in service'];

/** How far each state has come; null: it has left the way. */
const reached: Record<MaintenanceState, number | null> = {
  pending: 0, planning: 0, cordoning: 1, draining: 2, paused: 2, blocked: 2, verifying: 3, in_maintenance: 4, returning: 5, completed: 6, cancelling: null, cancelled: null, failed: null,
};

export function Phases({ state }: { state: MaintenanceState }) {
  const now = reached[state];
  if (now === null) return null;
  const variant = (step: number) => {
    if (step < now) return 'success';
    if (step > now) return 'pending';
    return state === 'blocked' || state === 'paused' ? 'warning' : state === 'in_maintenance' ? 'success' : 'info';
  };
  return (
    <ProgressStepper isCenterAligned className="phases" aria-label="Phases">
      {phases.map((words, step) => (
        <ProgressStep key={words} id={`phase-${step}`} titleId={`phase-title-${step}`} variant={variant(step)} isCurrent={step === now} aria-label={`${words}: ${variant(step)}`}>
          {words}
        </ProgressStep>
      ))}
    </ProgressStepper>
  );
}
