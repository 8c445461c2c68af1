import { useQuery } from '@tanstack/react-query';
import { api } from './client';
import { dataOf } from './problem';
import type { JournalEvent } from './types';

/** The newest, newest first. */
export async function readEvents(limit: number, maintenance?: string): Promise<JournalEvent[]> {
  const answer = await dataOf(api.GET('/v1/events', { params: { query: { maintenance, limit, sort: 'seq:desc' } } }));
  // The document knows that it can be a stream as well, where that is asked for.
  return typeof answer === 'string' ? [] : answer.events;
}

export function useEvents(maintenance: string | undefined, limit: number) {
  return useQuery({
    queryKey: ['events', maintenance ?? 'all', limit],
    queryFn: () => readEvents(limit, maintenance),
    placeholderData: (before) => before,
  });
}
