import { Label } from '@patternfly/react-core';
import type { MaintenanceState, MoveState } from '../api/types';
import { lookOf, lookOfMove } from './states';

export function StateLabel({ state }: { state: MaintenanceState }) {
  const { words, colour } = lookOf(state);
  return <Label color={colour}>{words}</Label>;
}

export function MoveLabel({ state }: { state: MoveState }) {
  const { words, colour } = lookOfMove(state);
  return (
    <Label isCompact color={colour}>
      {words}
    </Label>
  );
}
