import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState } from './ErrorState';
import { Loading } from './Loading';

interface Props<T> {
  of: UseQueryResult<T>;
  what: string;
  children: (data: T) => ReactNode;
}

/** What was read last, also while it cannot be read again; before there is any: that it is being read, or why it cannot be. */
export function Shown<T>({ of, what, children }: Props<T>) {
  if (of.data !== undefined) return children(of.data);
  if (of.error !== null) return <ErrorState error={of.error} retry={() => void of.refetch()} />;
  return <Loading what={what} />;
}
