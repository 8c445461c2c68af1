import type { Plan } from '../api/types';

/** What somebody has to decide on. */
export interface Blocker {
  /** None: it concerns the host. */
  names: string[];
  reason: string;
}

/** What the list says anyway. */
const prefix = 'needs a person: ';

export function blockersOf(plan: Plan): Blocker[] {
  const names = new Map(plan.moves.map((m) => [m.instance_id, m.instance_name]));
  return byReason(plan.blockers.map(({ instance_id, reason }) => ({ reason, name: instance_id === null ? null : (names.get(instance_id) ?? instance_id) })));
}

/** Of several plans, together. */
export const blockersOfAll = (plans: Plan[]): Blocker[] => byReason(plans.flatMap((plan) => blockersOf(plan).flatMap(({ names, reason }) => (names.length > 0 ? names : [null]).map((name) => ({ name, reason })))));

/** Instances with the same reason together. */
export function byReason(blocked: { name: string | null; reason: string }[]): Blocker[] {
  const found = new Map<string, string[]>();
  for (const { name, reason } of blocked) {
    const words = reason.startsWith(prefix) ? reason.slice(prefix.length) : reason;
    const together = found.get(words) ?? [];
    if (name !== null) together.push(name);
    found.set(words, together);
  }
  return [...found].map(([reason, together]) => ({ reason, names: together }));
}
