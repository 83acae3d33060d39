import { lazy, Suspense } from 'react';
import { useParams } from 'react-router';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { FlowList } from './flow-list.tsx';

const FlowDesk = lazy(async () => ({ default: (await import('./flow-desk.tsx')).FlowDesk }));

/** The flows of the business; one of them as a graph, as text and as a talk. */
export function FlowsPage() {
  const { name } = useParams();
  if (name === undefined) return <FlowList />;
  return (
    <Suspense fallback={<DetailSkeleton />}>
      <FlowDesk key={name} name={name} />
    </Suspense>
  );
}
