import type { Maintenance } from '../api/types';
import { isSettled } from '../common/states';

export interface Progress {
  settled: number;
  total: number;
  /** Of 100, with what is half done. */
  percent: number;
  /** Until all is moved; null where nobody knows. */
  secondsLeft: number | null;
  /** MiB a second that have arrived so far; null before any. */
  mibPerSecond: number | null;
}

export function progressOf(m: Maintenance): Progress {
  const total = m.moves.length;
  const settled = m.moves.filter((v) => isSettled(v.state)).length;
  const part = m.moves.reduce((sum, v) => sum + (isSettled(v.state) ? 1 : (v.progress ?? 0) / 100), 0);
  return { settled, total, percent: total === 0 ? 100 : Math.round((part / total) * 100), secondsLeft: left(m), mibPerSecond: rate(m) };
}

/** The plan's own estimate, as much of it as is still to do. */
function left(m: Maintenance): number | null {
  const planned = m.plan?.duration;
  if (!planned) return null;
  const estimates = new Map(m.plan?.moves.map((v) => [v.instance_id, v.estimated_seconds ?? 0]));
  let all = 0;
  let open = 0;
  for (const v of m.moves) {
    const seconds = estimates.get(v.instance_id) ?? 0;
    all += seconds;
    if (!isSettled(v.state)) open += seconds * (1 - (v.progress ?? 0) / 100);
  }
  return all === 0 ? null : (planned.seconds * open) / all;
}

function rate(m: Maintenance): number | null {
  const done = m.moves.filter((v) => v.state === 'done' && v.action === 'live_migrate' && v.started_at != null && v.finished_at != null);
  if (done.length === 0) return null;
  const from = Math.min(...done.map((v) => Date.parse(v.started_at!)));
  const to = Math.max(...done.map((v) => Date.parse(v.finished_at!)));
  return to > from ? done.reduce((sum, v) => sum + v.memory_mb, 0) / ((to - from) / 1000) : null;
}
