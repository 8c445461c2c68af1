import type { Command } from '../api/maintenances';
import type { Maintenance, MaintenanceState, Move } from '../api/types';
import { isMoving } from '../common/states';
import { counted } from '../common/times';

/** Something that can be asked of a maintenance, and what will happen then. */
export interface Offer {
  command: Command;
  label: string;
  /** Of the confirmation: a question. */
  question: string;
  /** What will happen. */
  words: string;
  look: 'primary' | 'secondary' | 'danger';
}

const within = (...states: MaintenanceState[]) => (m: Maintenance) => states.includes(m.state);
const canPause = within('cordoning', 'draining', 'verifying');
const canCancel = within('pending', 'planning', 'cordoning', 'draining', 'verifying', 'paused', 'blocked');

/** What makes sense now, the likeliest first. */
export function offersOf(m: Maintenance): Offer[] {
  const running = m.moves.filter((v) => isMoving(v.state)).length;
  const offers: Offer[] = [];
  if (m.state === 'in_maintenance')
    offers.push({ command: { kind: 'return' }, label: 'Return to service', question: `Return ${m.host} to service?`, words: `Respite checks that ${m.host} is healthy, then the host takes new instances again, as it did before. Instances that have moved away stay where they are.`, look: 'primary' });
  if (m.state === 'paused')
    offers.push({ command: { kind: 'resume', accept: [] }, label: 'Resume', question: `Resume the drain of ${m.host}?`, words: 'The drain goes on where it stopped: instances that are still on the host start to move.', look: 'primary' });
  if (m.state === 'blocked' || m.state === 'failed')
    offers.push({ command: { kind: 'retry' }, label: 'Try again', question: `Try ${m.host} again?`, words: m.state === 'failed' ? 'The host is planned anew, from the beginning. If everything has a place, the drain begins.' : 'What needed you is tried again, and the drain goes on.', look: 'primary' });
  if (m.state === 'blocked' && m.needs_person.length > 0)
    offers.push({ command: { kind: 'resume', accept: m.needs_person.map((n) => n.instance_id) }, label: 'Leave them on the host', question: `Leave ${names(m)} on ${m.host}?`, words: `${counted(m.needs_person.length, 'instance stays', 'instances stay')} where ${m.needs_person.length === 1 ? 'it is' : 'they are'}, also while you work on the host: ${names(m)}. The drain goes on with the rest.`, look: 'secondary' });
  if (canPause(m))
    offers.push({ command: { kind: 'pause' }, label: 'Pause', question: `Pause the drain of ${m.host}?`, words: `No further instance starts to move. ${running > 0 ? `${counted(running, 'move')} under way ${running === 1 ? 'goes' : 'go'} on to the end. ` : ''}The host stays closed to new instances. Resume goes on.`, look: 'secondary' });
  if (canCancel(m))
    offers.push({ command: { kind: 'cancel', abort: false }, label: 'Call it off', question: `Call the drain of ${m.host} off?`, words: `${running > 0 ? `${counted(running, 'move')} under way ${running === 1 ? 'ends' : 'end'} first. ` : ''}Then the host takes new instances again, as it did before. Instances that have moved away stay where they are.`, look: 'danger' });
  if (m.state === 'cancelling' && running > 0)
    offers.push({ command: { kind: 'cancel', abort: true }, label: 'Abort what moves', question: 'Abort the moves under way?', words: 'Live migrations that Respite has started are aborted: their instances stay on this host and go on running.', look: 'danger' });
  if (m.state === 'returning')
    offers.push({ command: { kind: 'cancel', abort: false }, label: 'Keep it in maintenance', question: `Keep ${m.host} in maintenance?`, words: 'The return is called off. The host stays closed and in maintenance.', look: 'secondary' });
  return offers;
}

/** What can be asked for one instance; nothing once Nova is at it. */
export function offersOfMove(m: Maintenance, move: Move): Offer[] {
  if (!within('pending', 'planning', 'cordoning', 'draining', 'verifying', 'paused', 'blocked')(m)) return [];
  const offers: Offer[] = [];
  if (move.state === 'failed' || move.state === 'skipped' || move.state === 'retrying')
    offers.push({ command: { kind: 'try-again', instance: move.instance_id }, label: 'Try again', question: `Try ${move.instance_name} again?`, words: `${move.instance_name} is moved as soon as there is room for its move.`, look: 'primary' });
  if (move.state === 'waiting' || move.state === 'retrying' || move.state === 'failed')
    offers.push({ command: { kind: 'skip', instance: move.instance_id }, label: 'Leave on the host', question: `Leave ${move.instance_name} on ${m.host}?`, words: `${move.instance_name} does not move. The host counts as empty without it, so it must be able to bear what you do to the host.`, look: 'danger' });
  return offers;
}

const names = (m: Maintenance) => m.needs_person.map((n) => n.instance_name).join(', ');
