import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { isUnderWay } from '../common/states';
import { api } from './client';
import { dataOf } from './problem';
import type { MaintenanceState, Report } from './types';

/** Progress in per cent is not in the journal, so it is asked for while something moves. All else the journal tells. */
const progressEvery = 1_000;
const otherwiseEvery = 15_000;

export function useMaintenance(id: string) {
  return useQuery({
    queryKey: ['maintenance', id],
    queryFn: () => dataOf(api.GET('/v1/maintenances/{id}', { params: { path: { id } } })),
    refetchInterval: (query) => (query.state.data && isUnderWay(query.state.data.state) ? progressEvery : otherwiseEvery),
  });
}

export interface HistoryFilter {
  host?: string;
  state?: MaintenanceState;
  marker?: string;
}

export function useMaintenances(filter: HistoryFilter, limit: number) {
  return useQuery({
    queryKey: ['maintenances', filter, limit],
    queryFn: async () => (await dataOf(api.GET('/v1/maintenances', { params: { query: { ...filter, limit, fields: lineFields } } }))).maintenances,
    placeholderData: (before) => before,
  });
}

const lineFields = 'id,host,state,reason,state_reason,created_at,finished_at,created_by,ticket,refused';

export function useReport(id: string) {
  return useQuery({
    queryKey: ['report', id],
    queryFn: () => dataOf(api.GET('/v1/maintenances/{id}/report', { params: { path: { id } } })) as Promise<Report>,
  });
}

export type Command =
  | { kind: 'pause' | 'retry' | 'return' }
  | { kind: 'resume'; accept: string[] }
  | { kind: 'cancel'; abort: boolean }
  | { kind: 'skip' | 'try-again'; instance: string }
  | { kind: 'send'; instance: string; destination: string };

/** Asks for a change of one maintenance. */
export function useCommand(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (command: Command) => dataOf<unknown>(send(id, command)),
    // The answer is the maintenance as it is then: what made sense before is not offered a moment longer.
    onSuccess: (answer, command) => ('instance' in command ? undefined : queries.setQueryData(['maintenance', id], answer)),
    onSettled: () => queries.invalidateQueries(),
  });
}

function send(id: string, command: Command) {
  const path = { id };
  switch (command.kind) {
    case 'pause':
      return api.POST('/v1/maintenances/{id}/pause', { params: { path } });
    case 'retry':
      return api.POST('/v1/maintenances/{id}/retry', { params: { path } });
    case 'return':
      return api.POST('/v1/maintenances/{id}/return', { params: { path } });
    case 'resume':
      return api.POST('/v1/maintenances/{id}/resume', { params: { path }, body: { accept: command.accept } });
    case 'cancel':
      return api.POST('/v1/maintenances/{id}/cancel', { params: { path }, body: { abort: command.abort } });
    case 'skip':
      return api.POST('/v1/maintenances/{id}/moves/{instance}/skip', { params: { path: { id, instance: command.instance } } });
    case 'try-again':
      return api.POST('/v1/maintenances/{id}/moves/{instance}/retry', { params: { path: { id, instance: command.instance } } });
    case 'send':
      return api.POST('/v1/maintenances/{id}/moves/{instance}/destination', {
        params: { path: { id, instance: command.instance } },
        body: { destination: command.destination },
      });
  }
}
