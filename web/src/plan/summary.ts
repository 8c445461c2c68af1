import type { MoveKind, Plan } from '../api/types';
import { counted, duration } from '../common/times';

/** What a plan comes to: its result, and how it gets there. */
export function summaryOf(plan: Plan): { head: string; rest: string } {
  if (!plan.feasible) return { head: `${plan.host} is not ready to be drained`, rest: 'See what stands in the way below, or choose otherwise under “What may be done”.' };
  const number = (kinds: MoveKind[]) => plan.moves.filter((m) => kinds.includes(m.action)).length;
  const asked = new Set(plan.blockers.map((b) => b.instance_id));
  const needed = plan.moves.filter((m) => asked.has(m.instance_id)).length;
  const stays = number(['leave', 'stop']) - needed;
  const goes = plan.moves.length - stays - needed;
  const stops = plan.moves.some((m) => m.action === 'stop' || (m.action === 'cold_migrate' && m.status !== 'SHUTOFF'));
  const head = plan.moves.length === 0 ? `${plan.host} is empty already` : goes === 0 ? `No instance leaves ${plan.host}` : `${counted(goes, 'instance')} can leave ${plan.host}`;
  const parts = [
    plan.duration && plan.duration.seconds > 0 ? `It takes about ${duration(plan.duration.seconds)}.` : '',
    goes > 0 ? (stops ? 'Some that run are stopped for their move.' : 'Nothing that runs is stopped.') : '',
    stays > 0 ? `${counted(stays, 'instance stays', 'instances stay')} on the host.` : '',
    'No new instances land there, from the start until you return it.',
  ];
  return { head, rest: parts.filter((part) => part !== '').join(' ') };
}
