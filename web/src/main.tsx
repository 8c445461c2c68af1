import '@patternfly/react-core/dist/styles/base.css';
import './console.css';
import { QueryClient, QueryClientProvider, QueryCache, MutationCache } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './App';
import { Problem } from './api/problem';

/** A session that has ended leads back to signing in, wherever one is. */
const ended = (error: unknown) => {
  if (error instanceof Problem && error.status === 401) queries.setQueryData(['session'], null);
};

const queries: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: ended }),
  mutationCache: new MutationCache({ onError: (error, _variables, _result, mutation) => (mutation.options.mutationKey?.[0] === 'sign-in' ? undefined : ended(error)) }),
  defaultOptions: {
    // Also where the browser thinks that it is offline: the server may be on this machine.
    queries: { retry: (tries, error) => error instanceof Problem && error.status === 0 && tries < 2, retryDelay: 1_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <BrowserRouter basename="/console">
        <App />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);
