import { Button, EmptyState, EmptyStateBody, PageSection } from '@patternfly/react-core';
import { ListIcon } from '@patternfly/react-icons';
import { useState } from 'react';
import { useEvents } from '../api/events';
import { PageTitle } from '../common/PageTitle';
import { Shown } from '../common/Shown';
import { EventList } from './EventList';

const page = 100;
const most = 1000;

/** The journal of all maintenances, as it grows. */
export function EventsPage() {
  const [limit, setLimit] = useState(page);
  const events = useEvents(undefined, limit);
  return (
    <>
      <PageTitle title="Events" words="What Respite has done and seen, of all hosts. The newest is on top, and more come by themselves." />
      <PageSection isFilled>
        <Shown of={events} what="the events">
          {(shown) =>
            shown.length === 0 ? (
              <EmptyState headingLevel="h2" titleText="Nothing has happened yet" icon={ListIcon}>
                <EmptyStateBody>As soon as a host is drained, each step is written here.</EmptyStateBody>
              </EmptyState>
            ) : (
              <>
                <EventList events={shown} label="Events" withHost />
                {shown.length === limit && limit < most && (
                  <Button variant="link" onClick={() => setLimit(most)} isLoading={events.isFetching}>
                    Show more
                  </Button>
                )}
              </>
            )
          }
        </Shown>
      </PageSection>
    </>
  );
}
