import { Alert, Breadcrumb, BreadcrumbItem, Card, CardBody, CardTitle, Grid, GridItem, PageSection, Stack, StackItem, Title } from '@patternfly/react-core';
import { useMemo, useState, type ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { useHosts } from '../api/hosts';
import { usePlan } from '../api/plans';
import { usePolicies } from '../api/policies';
import type { NamedPolicy } from '../api/types';
import { PageTitle } from '../common/PageTitle';
import { Shown } from '../common/Shown';
import { Blockers } from './Blockers';
import { asTheyAre, wantedOf, type Choices } from './choices';
import { Destinations } from './Destinations';
import { PlanMoves } from './PlanMoves';
import { PolicyChoices } from './PolicyChoices';
import { StartPlan } from './StartPlan';

/** What draining a host would mean, before anything happens. */
export function PlanPage() {
  const { host = '' } = useParams();
  const policies = usePolicies();
  return (
    <>
      <PageSection type="breadcrumb">
        <Breadcrumb>
          <BreadcrumbItem>
            <Link to="/">Cloud</Link>
          </BreadcrumbItem>
          <BreadcrumbItem isActive>{host}</BreadcrumbItem>
        </Breadcrumb>
      </PageSection>
      <PageTitle title={`Plan for ${host}`} words="A plan changes nothing. It is made of the cloud as it is now." />
      <PageSection isFilled>
        <OpenAlready host={host} />
        <Shown of={policies} what="the policies">
          {(named) => <HostPlan key={host} host={host} policies={named} />}
        </Shown>
      </PageSection>
    </>
  );
}

/** Somebody may have begun meanwhile. */
function OpenAlready({ host }: { host: string }) {
  const { data: hosts } = useHosts();
  const open = hosts?.find((h) => h.name === host)?.maintenance_id;
  return open ? (
    <Alert isInline variant="info" title={`${host} has an open maintenance`} className="open-already">
      <Link to={`/maintenances/${open}`}>See how it is doing</Link>
    </Alert>
  ) : null;
}

function HostPlan({ host, policies }: { host: string; policies: NamedPolicy[] }) {
  const [choices, setChoices] = useState<Choices>(asTheyAre);
  const wanted = useMemo(() => wantedOf(host, choices, policies), [host, choices, policies]);
  const plan = usePlan(wanted);
  return (
    <Grid hasGutter>
      <GridItem xl={9} lg={8}>
        <Shown of={plan} what="the plan">
          {(made) => (
            <Stack hasGutter className={plan.isPlaceholderData ? 'replanning' : ''}>
              <StackItem className="blockers">
                <Blockers plan={made} />
              </StackItem>
              <StackItem>
                <StartPlan wanted={wanted} plan={made} isOld={plan.isPlaceholderData} />
              </StackItem>
              {made.moves.length > 0 && (
                <StackItem>
                  <Section title="Instance by instance">
                    <PlanMoves moves={made.moves} />
                  </Section>
                </StackItem>
              )}
              {made.figures && made.figures.destinations.length > 0 && (
                <StackItem>
                  <Section title="Where they go">
                    <Destinations figures={made.figures} />
                  </Section>
                </StackItem>
              )}
            </Stack>
          )}
        </Shown>
      </GridItem>
      <GridItem xl={3} lg={4}>
        <PolicyChoices choices={choices} onChange={setChoices} policies={policies} />
      </GridItem>
    </Grid>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card isCompact>
      <CardTitle>
        <Title headingLevel="h2" size="lg">
          {title}
        </Title>
      </CardTitle>
      <CardBody>{children}</CardBody>
    </Card>
  );
}
