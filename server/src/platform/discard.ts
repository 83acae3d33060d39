import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';

/**
 * Gives up a stream that nothing will be written to, and `result` once it is really closed: a file that is just being
 * opened would otherwise appear after its owner has tidied up.
 */
export async function discard<T>(sink: Writable, result: T): Promise<T> {
  sink.destroy();
  await finished(sink).catch(() => {}); // being cut short is what we asked for
  return result;
}
