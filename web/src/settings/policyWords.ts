import type { Policy } from '../api/types';

/** What a policy allows, in a few words: what differs from Respite's own defaults. */
export function policyWords(p: Policy): string {
  const words = [
    p.allow_downtime ? 'instances may be stopped' : 'nothing that runs is stopped',
    p.instances === 'active' ? 'only running instances move' : p.instances === 'none' ? 'no instance moves' : '',
    p.verify_resize === 'confirm' ? 'old resizes are confirmed' : '',
    p.unmovable === 'cold' ? 'what cannot move live is moved stopped' : p.unmovable === 'leave' ? 'what cannot move live stays' : '',
    p.balance === 'pack' ? 'other hosts are filled tightly' : '',
    p.destinations === 'scheduler' ? 'Nova chooses the destinations' : '',
    `${p.max_moves_per_source ?? 5} moves at once`,
  ];
  return words.filter((w) => w !== '').join(', ');
}
