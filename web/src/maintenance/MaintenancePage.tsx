import { Breadcrumb, BreadcrumbItem, Card, CardBody, PageSection, Stack, StackItem, Tab, Tabs, TabTitleText } from '@patternfly/react-core';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { useMaintenance } from '../api/maintenances';
import type { Maintenance } from '../api/types';
import { PageTitle } from '../common/PageTitle';
import { Shown } from '../common/Shown';
import { StateLabel } from '../common/StateLabel';
import { Actions } from './Actions';
import { JournalPart } from './JournalPart';
import { MoveTable } from './MoveTable';
import { ProgressCard } from './ProgressCard';
import { ReportPart } from './ReportPart';
import { Situation } from './Situation';
import { TimelineCard } from './TimelineCard';

/** One host's way out of service and back, live. */
export function MaintenancePage() {
  const { id = '' } = useParams();
  return <Shown of={useMaintenance(id)} what="the maintenance">{(m) => <Live key={id} maintenance={m} />}</Shown>;
}

function Live({ maintenance: m }: { maintenance: Maintenance }) {
  const [tab, setTab] = useState<string | number>('moves');
  return (
    <>
      <PageSection type="breadcrumb">
        <Breadcrumb>
          <BreadcrumbItem>
            <Link to="/">Cloud</Link>
          </BreadcrumbItem>
          <BreadcrumbItem isActive>{m.host}</BreadcrumbItem>
        </Breadcrumb>
      </PageSection>
      <PageTitle title={m.host}>
        <StateLabel state={m.state} />
        <Actions maintenance={m} />
      </PageTitle>
      <PageSection isFilled>
        <Stack hasGutter>
          <StackItem>
            <Situation maintenance={m} />
          </StackItem>
          <StackItem>
            <ProgressCard maintenance={m} />
          </StackItem>
          <StackItem>
            <TimelineCard maintenance={m} />
          </StackItem>
          <StackItem>
            <Card isCompact>
              <CardBody>
                <Tabs activeKey={tab} onSelect={(_, key) => setTab(key)} mountOnEnter unmountOnExit aria-label="More about it">
                  <Tab eventKey="moves" title={<TabTitleText>Instances</TabTitleText>}>
                    <MoveTable maintenance={m} />
                  </Tab>
                  <Tab eventKey="journal" title={<TabTitleText>Journal</TabTitleText>}>
                    <JournalPart id={m.id} />
                  </Tab>
                  <Tab eventKey="report" title={<TabTitleText>Report</TabTitleText>}>
                    <ReportPart id={m.id} />
                  </Tab>
                </Tabs>
              </CardBody>
            </Card>
          </StackItem>
        </Stack>
      </PageSection>
    </>
  );
}
