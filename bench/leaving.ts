/** As shells count: 128 and the number of the signal. */
const CODES = { SIGINT: 130, SIGTERM: 143 } as const;

export type Leaving = {
  /** Ends what was started, last first, when we are told to stop. @returns what takes it off the list: it has ended. */
  endsWithUs(end: () => Promise<unknown>): () => void;
  /** Never comes back once we were told to stop: nothing new may be started then. */
  mayStart(): Promise<void>;
};

/**
 * Ends what a long measurement started when it is interrupted, and then ends with the code that shells expect. The
 * signal may come several times, from the terminal and from npm: it is one wish.
 *
 * @param process_ of tests.
 */
export function openLeaving(process_: Pick<NodeJS.Process, 'on' | 'off' | 'exit'> = process): Leaving {
  const ends: (() => Promise<unknown>)[] = [];
  let leaves = false;

  const leave = async (signal: keyof typeof CODES): Promise<void> => {
    if (leaves) return;
    leaves = true;
    for (let end = ends.pop(); end; end = ends.pop()) await end().catch(() => {});
    process_.exit(CODES[signal]);
  };
  const listen = () => process_.on('SIGINT', onInterrupt).on('SIGTERM', onTerminate);
  const onInterrupt = () => void leave('SIGINT');
  const onTerminate = () => void leave('SIGTERM');

  return {
    endsWithUs(end) {
      if (ends.length === 0 && !leaves) listen();
      ends.push(end);
      return () => {
        const at = ends.indexOf(end);
        if (at >= 0) ends.splice(at, 1);
        if (ends.length === 0 && !leaves) process_.off('SIGINT', onInterrupt).off('SIGTERM', onTerminate);
      };
    },
    mayStart: () => (leaves ? new Promise(() => {}) : Promise.resolve()),
  };
}

/** Of this process. */
export const leaving = openLeaving();
