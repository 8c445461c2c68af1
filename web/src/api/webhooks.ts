import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import { dataOf } from './problem';

const key = ['webhooks'];
const every = 5_000;

export function useWebhooks() {
  return useQuery({ queryKey: key, refetchInterval: every, queryFn: async () => (await dataOf(api.GET('/v1/webhooks'))).webhooks });
}

export function useDeadLetters(id: string) {
  return useQuery({
    queryKey: ['dead-letters', id],
    queryFn: async () => (await dataOf(api.GET('/v1/webhooks/{id}/dead-letters', { params: { path: { id } } }))).dead_letters,
  });
}

/** Only this answer holds the webhook's secret. */
export function useAddWebhook() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { url: string; types: string[] }) => dataOf(api.POST('/v1/webhooks', { body })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}

export function useRemoveWebhook() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => dataOf<unknown>(api.DELETE('/v1/webhooks/{id}', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  });
}

export function useReplay(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => dataOf(api.POST('/v1/webhooks/{id}/replay', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries(),
  });
}
