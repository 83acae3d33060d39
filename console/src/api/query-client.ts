import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { asProblem } from './problem.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const TRIES = 2;

/** @param onSignedOut somebody has to sign in (again). */
export function makeQueryClient(onSignedOut: () => void): QueryClient {
  const look = (error: unknown) => {
    const { status, kind } = asProblem(error);
    if (status === 401 && kind !== 'wrong-password') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError: look }),
    mutationCache: new MutationCache({ onError: look }),
    defaultOptions: {
      queries: {
        staleTime: 30 * SECOND, // live events say when something is old
        gcTime: 10 * MINUTE,
        refetchOnWindowFocus: false,
        retry: (failures, error) => failures < TRIES && mayPass(error),
      },
      mutations: { retry: false },
    },
  });
}

/** What the server refused it refuses again. */
function mayPass(error: unknown): boolean {
  const { status } = asProblem(error);
  return status === 0 || status === 502 || status === 503 || status === 504;
}
