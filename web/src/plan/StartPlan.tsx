import { Alert, Button, Card, CardBody, Form, FormGroup, Grid, GridItem, TextInput, Title } from '@patternfly/react-core';
import { useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { asProblem } from '../api/problem';
import { useStart, type Wanted } from '../api/plans';
import { useMay } from '../api/session';
import type { Plan } from '../api/types';
import { summaryOf } from './summary';

interface Props {
  wanted: Wanted;
  plan: Plan;
  /** Another plan is being made. */
  isOld: boolean;
}

/** What would happen, in a sentence, and the button that makes it happen. */
export function StartPlan({ wanted, plan, isOld }: Props) {
  const [reason, setReason] = useState('');
  const [ticket, setTicket] = useState('');
  const start = useStart();
  const navigate = useNavigate();
  const may = useMay('operator');
  const { head, rest } = summaryOf(plan);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    start.mutate({ wanted, seen: plan, reason, ticket }, { onSuccess: (started) => ('id' in started ? void navigate(`/maintenances/${started.id}`) : undefined) });
  };
  return (
    <Card className="start-plan">
      <CardBody>
        <Title headingLevel="h2" size="xl">
          {head}
        </Title>
        <p className="start-words" aria-live="polite">
          {isOld ? 'Planning again…' : rest}
        </p>
        {start.data && 'changed' in start.data && !start.isPending && (
          <Alert isInline variant="warning" title="The cloud has changed since">
            Nothing was started. What you see now is the plan as it would be: look at it, and start it.
          </Alert>
        )}
        {start.error && <Alert isInline variant="danger" title={asProblem(start.error).title}>{asProblem(start.error).detail}</Alert>}
        {may && plan.feasible && (
          <Form onSubmit={submit} className="start-form">
            <Grid hasGutter md={6}>
              <GridItem>
                <FormGroup label="Why (others will read it)" fieldId="reason">
                  <TextInput id="reason" value={reason} maxLength={1000} onChange={(_, text) => setReason(text)} />
                </FormGroup>
              </GridItem>
              <GridItem>
                <FormGroup label="Ticket" fieldId="ticket">
                  <TextInput id="ticket" value={ticket} maxLength={255} onChange={(_, text) => setTicket(text)} />
                </FormGroup>
              </GridItem>
            </Grid>
            <div>
              <Button type="submit" size="lg" isLoading={start.isPending} isDisabled={start.isPending || isOld}>
                Drain {plan.host}
              </Button>
            </div>
          </Form>
        )}
        {!may && <p className="subtle">To drain a host takes the role of an operator. You may look.</p>}
      </CardBody>
    </Card>
  );
}
