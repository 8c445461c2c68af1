import { Alert, Content, List, ListItem } from '@patternfly/react-core';
import type { Plan } from '../api/types';
import { counted } from '../common/times';
import { BlockerList } from '../common/BlockerList';
import { blockersOf } from '../common/blockers';

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
      {plan.makes_room.length > 0 && (
        <Alert isInline variant="info" title="One of these would make room" component="h2">
          <List>
            {plan.makes_room.map((change) => (
              <ListItem key={change.words}>{change.words}</ListItem>
            ))}
          </List>
        </Alert>
      )}
      {plan.warnings.length > 0 && (
        <Alert isInline isExpandable variant="warning" title={`${counted(plan.warnings.length, 'thing')} to know`} component="h2">
          <List>
            {plan.warnings.map((warning) => (
              <ListItem key={warning}>{warning}</ListItem>
            ))}
          </List>
        </Alert>
      )}
    </>
  );
}

const proofWords: Record<Plan['proof'], string> = {
  placed: 'Somebody has to decide on something first.',
  impossible: 'This is proved: no arrangement of the instances works.',
  not_found_within_limit: 'No arrangement was found in the time allowed; there may be one.',
};
