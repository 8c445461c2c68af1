import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import { dataOf } from './problem';
import type { Policy } from './types';

const key = ['policies'];

export function usePolicies() {
  return useQuery({ queryKey: key, queryFn: async () => (await dataOf(api.GET('/v1/policies'))).policies });
}

export interface PolicyToKeep {
  name: string;
  description: string;
  default: boolean;
  policy: Partial<Policy>;
}

export function useKeepPolicy() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ name, ...body }: PolicyToKeep) => dataOf(api.PUT('/v1/policies/{name}', { params: { path: { name } }, body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}

export function useRemovePolicy() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (name: string) => dataOf<unknown>(api.DELETE('/v1/policies/{name}', { params: { path: { name } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}
