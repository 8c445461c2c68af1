import { useEvents } from '../api/events';
import { Shown } from '../common/Shown';
import { EventList } from '../events/EventList';

const most = 500;

export function JournalPart({ id }: { id: string }) {
  return (
    <Shown of={useEvents(id, most)} what="the journal">
      {(events) => <EventList events={events} label="Journal of this maintenance" />}
    </Shown>
  );
}
