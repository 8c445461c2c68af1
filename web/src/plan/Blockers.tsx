import { Alert, Content } from '@patternfly/react-core';
import type { Plan } from '../api/types';
import { counted } from '../common/times';
import { BlockerList } from '../common/BlockerList';
import { blockersOf } from '../common/blockers';
import { MakesRoom, proofWords, Warnings } from '../common/Room';

/** What stands in the way comes first, in words. */
export function Blockers({ plan }: { plan: Plan }) {
  const blockers = blockersOf(plan);
  const asked = blockers.reduce((sum, b) => sum + b.names.length, 0);
  return (
    <>
      {!plan.feasible && (
        <Alert isInline variant="danger" title={`${plan.host} cannot be emptied as things are`} component="h2">
          <Content component="p">{proofWords[plan.proof]} Nothing has been touched.</Content>
          <BlockerList blockers={blockers} />
        </Alert>
      )}
      {plan.feasible && blockers.length > 0 && (
        <Alert isInline variant="warning" title={`${counted(asked, 'instance needs', 'instances need')} you before ${plan.host} is empty`} component="h2">
          <Content component="p">Decide now under “What may be done”, or begin: the drain asks you when all else is done.</Content>
          <BlockerList blockers={blockers} />
        </Alert>
      )}
      <MakesRoom changes={plan.makes_room} />
      <Warnings of={plan.warnings} />
    </>
  );
}
