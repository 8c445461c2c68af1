import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from './client';
import { Problem, dataOf } from './problem';
import type { Access, Session, SignIn } from './types';

const key = ['session'];
const order: Access[] = ['anyone', 'tenant', 'reader', 'operator', 'admin'];

/** Who is signed in; null: nobody. */
export function useSession() {
  return useQuery({
    queryKey: key,
    staleTime: Infinity,
    queryFn: async (): Promise<Session | null> => {
      try {
        return (await dataOf(api.GET('/v1/session'))) ?? null;
      } catch (e) {
        if (e instanceof Problem && e.status === 401) return takeTokenFromAddress();
        throw e;
      }
    },
  });
}

export function useSignIn() {
  const queries = useQueryClient();
  return useMutation({
    mutationKey: ['sign-in'],
    mutationFn: (body: SignIn) => dataOf(api.POST('/v1/session', { body })),
    onSuccess: (session) => queries.setQueryData(key, session),
  });
}

export function useSignOut() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => dataOf(api.DELETE('/v1/session')),
    onSettled: () => {
      queries.setQueryData(key, null);
      queries.removeQueries({ predicate: (query) => query.queryKey[0] !== key[0] });
    },
  });
}

/** Whether the caller may do what takes this access. */
export function useMay(needed: Access): boolean {
  const { data } = useSession();
  return data != null && order.indexOf(data.access) >= order.indexOf(needed);
}

/** `respite demo` prints an address with a token behind the #, which no browser sends anywhere. It is used once and taken out of the address. */
async function takeTokenFromAddress(): Promise<Session | null> {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token');
  if (token === null) return null;
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  try {
    return await dataOf(api.POST('/v1/session', { body: { token } }));
  } catch {
    return null;
  }
}
