import { useQueryErrorResetBoundary } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useRouteError } from 'react-router';
import { asProblem } from '../api/problem.ts';
import { toSignIn } from '../session/to-sign-in.ts';
import { Trouble } from '../ui/trouble.tsx';

/** Where a page broke, or may not be seen. A new version of the console takes away the chunks of the one before. */
export function PageProblem() {
  const error = useRouteError();
  const { reset } = useQueryErrorResetBoundary();
  const isSignedOut = asProblem(error).status === 401;
  const isOldVersion = error instanceof TypeError && /dynamically imported|module script|preload/i.test(error.message);
  useEffect(() => {
    if (isSignedOut) toSignIn();
    else if (isOldVersion) loadAgainOnce();
  }, [isSignedOut, isOldVersion]);
  if (isSignedOut) return null;
  return (
    <Trouble
      error={error}
      retry={() => {
        reset();
        location.reload();
      }}
    />
  );
}

const LOADED_AGAIN_AT = 'parlour.loadedAgainAt';
const SOON_MS = 20_000;

function loadAgainOnce(): void {
  const last = Number(sessionStorage.getItem(LOADED_AGAIN_AT) ?? 0);
  if (Date.now() - last < SOON_MS) return;
  sessionStorage.setItem(LOADED_AGAIN_AT, String(Date.now()));
  location.reload();
}
