import { useQuery } from '@tanstack/react-query';
import { api } from './client';
import { dataOf } from './problem';
import type { Capacity } from './types';

const listEvery = 15_000;
const fillEvery = 10_000;

export function useHosts() {
  return useQuery({
    queryKey: ['hosts'],
    refetchInterval: listEvery,
    queryFn: async () => (await dataOf(api.GET('/v1/hosts'))).hosts,
  });
}

/** How full each host is, by its name. */
export function useCapacity() {
  return useQuery({
    queryKey: ['capacity'],
    refetchInterval: fillEvery,
    queryFn: async () => new Map<string, Capacity>((await dataOf(api.GET('/v1/capacity'))).hosts.map((host) => [host.name, host])),
  });
}
