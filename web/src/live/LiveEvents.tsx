import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useState, type ReactNode } from 'react';
import { readEvents } from '../api/events';

/** starting: not open yet. live: the journal comes as it grows. lost: it does not, and is being asked for again. */
export type LiveState = 'starting' | 'live' | 'lost';

const retryAfter = 2_000;
const atMostEvery = 400;
const types = [
  'maintenance.created', 'maintenance.state', 'maintenance.fault', 'plan.made', 'host.cordoned', 'move.ladder', 'move.submitting', 'move.running',
  'move.confirming', 'move.destination', 'move.done', 'move.retrying', 'move.failed', 'move.left', 'move.skipped', 'move.gone', 'move.waiting',
];

const Live = createContext<LiveState>('starting');

export const useLive = () => useContext(Live);

/** Follows the journal; whatever it tells of is read again by the pages that show it. */
export function LiveEvents({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>('starting');
  useEffect(() => follow(queries, setState), [queries]);
  return <Live.Provider value={state}>{children}</Live.Provider>;
}

function follow(queries: QueryClient, tell: (state: LiveState) => void): () => void {
  let source: EventSource | undefined;
  let timer: number | undefined;
  let refresh: number | undefined;
  let ended = false;

  const again = () => {
    source?.close();
    if (ended) return;
    tell('lost');
    timer = window.setTimeout(() => void open(), retryAfter);
  };
  // One look for many events.
  const look = () => {
    refresh ??= window.setTimeout(() => {
      refresh = undefined;
      for (const key of ['hosts', 'maintenance', 'maintenances', 'events', 'report']) void queries.invalidateQueries({ queryKey: [key] });
    }, atMostEvery);
  };
  const open = async () => {
    try {
      const [newest] = await readEvents(1);
      if (ended) return;
      source = new EventSource(`/v1/events?marker=${newest?.seq ?? 0}`);
      source.onopen = () => {
        tell('live');
        void queries.invalidateQueries();
      };
      source.onerror = again;
      for (const type of types) source.addEventListener(type, look);
    } catch {
      again();
    }
  };

  void open();
  return () => {
    ended = true;
    source?.close();
    window.clearTimeout(timer);
    window.clearTimeout(refresh);
  };
}
