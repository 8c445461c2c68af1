import type { Move } from '../api/types';
import { isMoving, isSettled } from '../common/states';

/** A move as a bar. */
export interface Bar {
  move: Move;
  /** Of the whole width, 0 to 1. */
  from: number;
  to: number;
  /** Where it will probably end; the same as to where it has ended. */
  until: number;
  /** Nobody knows when it will end. */
  isOpen: boolean;
}

export interface Row {
  destination: string;
  bars: Bar[];
}

export interface Timeline {
  rows: Row[];
  seconds: number;
}

/** The moves that have begun, by destination; null before any has. */
export function timelineOf(moves: Move[], now: number): Timeline | null {
  const begun = moves.filter((m) => m.started_at != null);
  if (begun.length === 0) return null;
  const from = Math.min(...begun.map((m) => Date.parse(m.started_at!)));
  // An end that nobody knows is drawn to lie a fifth of all that has passed ahead.
  const ahead = (now - from) / 5;
  const ends = (m: Move) => {
    const end = m.finished_at != null ? Date.parse(m.finished_at) : isMoving(m.state) ? now : isSettled(m.state) ? Date.parse(m.started_at!) : now;
    const left = !isMoving(m.state) ? 0 : m.eta_seconds === null ? ahead : m.eta_seconds * 1000;
    return { end, until: end + left, isOpen: isMoving(m.state) && m.eta_seconds === null };
  };
  const to = Math.max(...begun.map((m) => ends(m).until), from + 1000);
  const share = (at: number) => Math.max(0, Math.min(1, (at - from) / (to - from)));
  const rows = new Map<string, Bar[]>();
  for (const move of begun) {
    const { end, until, isOpen } = ends(move);
    const destination = move.destination ?? (move.action === 'offload' ? 'Off its shelf' : "Nova's choice");
    const bars = rows.get(destination) ?? [];
    bars.push({ move, from: share(Date.parse(move.started_at!)), to: share(end), until: share(until), isOpen });
    rows.set(destination, bars);
  }
  return { rows: [...rows].sort(([a], [b]) => a.localeCompare(b)).map(([destination, bars]) => ({ destination, bars })), seconds: (to - from) / 1000 };
}

/** Bars of a row that overlap in time lie in lanes below each other. */
export function lanes(bars: Bar[]): Bar[][] {
  const found: Bar[][] = [];
  for (const bar of [...bars].sort((a, b) => a.from - b.from)) {
    const free = found.find((lane) => lane[lane.length - 1]!.until <= bar.from);
    if (free) free.push(bar);
    else found.push([bar]);
  }
  return found;
}
