import type { Wanted } from '../api/plans';
import type { NamedPolicy, Policy } from '../api/types';

/** What the operator chooses beside a plan. */
export interface Choices {
  /** Empty: the cloud's default. */
  policyName: string;
  /** What differs from that policy. */
  changed: Partial<Policy>;
}

export const asTheyAre: Choices = { policyName: '', changed: {} };

/** The policy that the choices start from, every key of it that is known. */
function baseOf(choices: Choices, policies: NamedPolicy[]): Partial<Policy> {
  const named = choices.policyName === '' ? policies.find((p) => p.default) : policies.find((p) => p.name === choices.policyName);
  return named?.policy ?? {};
}

/** The policy that follows. */
export const policyOf = (choices: Choices, policies: NamedPolicy[]): Partial<Policy> => ({ ...baseOf(choices, policies), ...choices.changed });

export function wantedOf(host: string, choices: Choices, policies: NamedPolicy[]): Wanted {
  if (Object.keys(choices.changed).length > 0) return { host, policy: policyOf(choices, policies) };
  return choices.policyName === '' ? { host } : { host, policy_name: choices.policyName };
}
