import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { followStream, type StreamState } from './event-stream.ts';
import { LiveHub, type LiveTopic } from './live.ts';

const LiveContext = createContext<{ hub: LiveHub; state: StreamState } | null>(null);

/** Follows what happens in `business` as long as it is mounted. */
export function LiveProvider({ business, children }: { business: string; children: ReactNode }) {
  const queries = useQueryClient();
  const [state, setState] = useState<StreamState>('connecting');
  const hub = useMemo(
    () =>
      new LiveHub({
        later: (run, ms) => setTimeout(run, ms),
        readAgain: (kind) => {
          const queryKey = kind === null ? [business] : [business, kind];
          void queries.invalidateQueries({ queryKey, refetchType: 'active' });
          // The numbers of the day are made of all of them.
          if (kind !== null) void queries.invalidateQueries({ queryKey: [business, 'reports'], refetchType: 'active' });
        },
      }),
    [queries, business],
  );
  useEffect(() => {
    let wasOpen = false;
    return followStream({
      open: (lastEventId, signal) =>
        fetch(`/api/v1/events?business=${encodeURIComponent(business)}`, {
          headers: { 'x-business': business, ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }) },
          cache: 'no-store',
          signal,
        }),
      onEvent: ({ event, data }) => hub.take(event, data),
      onState: (now) => {
        setState(now);
        if (now === 'open') wasOpen = true;
        else if (now === 'refused' && wasOpen) void queries.invalidateQueries({ queryKey: ['me'] });
      },
    });
  }, [business, hub, queries]);
  const value = useMemo(() => ({ hub, state }), [hub, state]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

/**
 * Takes changes of `topic` while the component is mounted; queries of that kind are then not read again by themselves.
 *
 * @param take gets rows or ids as the stream sends them; read them with a guard of your own.
 */
export function useLive(topic: LiveTopic, take: (items: readonly unknown[]) => void): void {
  const hub = useContext(LiveContext)?.hub;
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => hub?.listen(topic, (items) => latest.current(items)), [hub, topic]);
}

/** Whether changes arrive by themselves right now. */
export const useLiveState = (): StreamState => useContext(LiveContext)?.state ?? 'connecting';
