import { Alert, Button, Card, CardBody, CardTitle, Content, Stack, StackItem, Title } from '@patternfly/react-core';
import { usePlanTogether } from '../api/plans';
import type { JointPlan } from '../api/types';
import { BlockerList } from '../common/BlockerList';
import { blockersOfAll } from '../common/blockers';
import { MakesRoom, proofWords, Warnings } from '../common/Room';
import { Shown } from '../common/Shown';
import { counted, duration } from '../common/times';
import { Destinations } from '../plan/Destinations';

interface Props {
  picked: readonly string[];
  /** As many as the filter lets through; they can be picked at once. */
  shown: readonly string[];
  onPick: (hosts: readonly string[]) => void;
}

/** As many as the server plans as one. */
const most = 100;

/** Can the picked hosts be emptied together, and what would the others look like? */
export function WhatIf({ picked, shown, onPick }: Props) {
  const plan = usePlanTogether(picked);
  return (
    <Card isCompact className="what-if">
      <CardTitle>
        <Title headingLevel="h2" size="lg">
          What if {picked.length === 0 ? 'they were emptied together?' : `${counted(picked.length, 'host')} ${picked.length === 1 ? 'was' : 'were'} emptied together?`}
        </Title>
      </CardTitle>
      <CardBody>
        <Content component="p">
          Pick hosts on the map. Nothing is touched.{' '}
          <Button variant="link" isInline isDisabled={shown.length > most} onClick={() => onPick(shown)}>
            Pick {shown.length > most ? `what is shown (at most ${most} hosts)` : `the ${shown.length} shown`}
          </Button>
          {' · '}
          <Button variant="link" isInline isDisabled={picked.length === 0} onClick={() => onPick([])}>
            Pick none
          </Button>
        </Content>
        {picked.length > 0 && (
          <div className={plan.isPlaceholderData ? 'replanning' : ''} aria-live="polite">
            <Shown of={plan} what="the plan">
              {(made) => <Answer plan={made} />}
            </Shown>
          </div>
        )}
      </CardBody>
    </Card>
  );
}

function Answer({ plan }: { plan: JointPlan }) {
  const moves = plan.plans.flatMap((p) => p.moves).filter((m) => m.destination !== null).length;
  const blockers = blockersOfAll(plan.plans);
  return (
    <Stack hasGutter>
      <StackItem>
        <Alert isInline variant={plan.feasible ? 'success' : 'danger'} component="h3" title={plan.feasible ? 'They can be emptied together' : 'They cannot be emptied together as things are'}>
          <Content component="p">
            {plan.feasible
              ? `${counted(moves, 'instance')} would move${plan.duration ? `, in about ${duration(plan.duration.seconds)}` : ''}.`
              : proofWords[plan.proof]}
          </Content>
          {!plan.feasible && <BlockerList blockers={blockers} />}
        </Alert>
      </StackItem>
      {plan.feasible && blockers.length > 0 && (
        <StackItem>
          <Alert isInline variant="warning" component="h3" title="Somebody would have to decide on these">
            <BlockerList blockers={blockers} />
          </Alert>
        </StackItem>
      )}
      <StackItem className="blockers">
        <MakesRoom changes={plan.makes_room} />
        <Warnings of={plan.warnings} />
      </StackItem>
      {plan.figures && plan.figures.destinations.length > 0 && (
        <StackItem>
          <Destinations figures={plan.figures} />
        </StackItem>
      )}
    </Stack>
  );
}
