import { Suspense } from 'react';
import { Frame, PageSkeleton } from './frame.tsx';

/** Asks who it is before anything of a business is shown. */
export function SignedIn() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <Frame />
    </Suspense>
  );
}
