import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import { dataOf } from './problem';
import type { JointPlan, Plan, Policy } from './types';

/** What a plan is made of. A policy that is written out, a named one, or neither: the cloud's default. */
export interface Wanted {
  host: string;
  policy?: Partial<Policy>;
  policy_name?: string;
  with?: string[];
}

export function usePlan(wanted: Wanted) {
  return useQuery({
    queryKey: ['plan', wanted],
    queryFn: () => dataOf(api.POST('/v1/plans', { body: wanted })) as Promise<Plan>,
    // The plan before stays in sight while the next one is made.
    placeholderData: (before, query) => (query?.queryKey[1] as Wanted | undefined)?.host === wanted.host ? before : undefined,
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
  });
}

/** Of several hosts as one, by the cloud's default policy. Asks nothing while there is none. */
export function usePlanTogether(hosts: readonly string[]) {
  return useQuery({
    queryKey: ['plan-together', hosts],
    queryFn: () => dataOf(api.POST('/v1/plans/together', { body: { hosts: [...hosts] } })) as Promise<JointPlan>,
    enabled: hosts.length > 0,
    placeholderData: (before) => before,
    refetchOnWindowFocus: false,
    staleTime: Infinity,
    gcTime: 0,
  });
}

export interface Start {
  wanted: Wanted;
  /** What the operator has seen. */
  seen: Plan;
  reason: string;
  ticket: string;
}

/** Either it has begun, or what would be done is no longer what was seen, and this is it now. */
export type Started = { id: string } | { changed: Plan };

export function useStart() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ wanted, seen, reason, ticket }: Start): Promise<Started> => {
      const stored = (await dataOf(api.POST('/v1/plans', { params: { query: { store: true } }, body: wanted }))) as unknown as { id: string; plan: Plan };
      if (!sameMoves(seen, stored.plan)) return { changed: stored.plan };
      const body = { plan: stored.id, reason: reason.trim() || undefined, ticket: ticket.trim() || undefined };
      return { id: (await dataOf(api.POST('/v1/maintenances', { body }))).id };
    },
    onSuccess: (started, { wanted }) => {
      if ('changed' in started) queries.setQueryData(['plan', wanted], started.changed);
      else void queries.invalidateQueries({ queryKey: ['hosts'] });
    },
  });
}

function sameMoves(a: Plan, b: Plan): boolean {
  const lines = (plan: Plan) => plan.moves.map((m) => `${m.instance_id} ${m.action} ${m.destination}`).join('\n');
  return lines(a) === lines(b) && a.feasible === b.feasible;
}
