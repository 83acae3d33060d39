import { request } from 'undici';
import type { Message } from '../records.ts';
import type { World } from '../world.ts';
import { failureOf } from './errors.ts';
import { MEDIA_RULES, misfit } from './media-rules.ts';
import type { Link } from './sendable.ts';

const DOWNLOAD_TIMEOUT_MS = 20_000;

/**
 * Downloads what a message links to, as Meta does after it has said 200. What cannot be had fails the message.
 *
 * @see WhatsApp Business Platform, Error codes, 131053
 */
export async function downloadLinks(world: World, message: Message, links: Link[]): Promise<void> {
  for (const link of links) {
    const problem = await download(world, link);
    if (problem) message.failure ??= failureOf(131053, problem);
  }
}

async function download(world: World, { url, kind, media }: Link): Promise<string | null> {
  try {
    const answer = await request(url, { headersTimeout: DOWNLOAD_TIMEOUT_MS, bodyTimeout: DOWNLOAD_TIMEOUT_MS });
    if (answer.statusCode !== 200) {
      await answer.body.dump();
      return `Downloading ${url} was answered with HTTP code ${answer.statusCode}.`;
    }
    const bytes = await bytesUpTo(answer.body, MEDIA_RULES[kind].largestBytes);
    if (bytes === null) return `The file at ${url} is too large to be sent as ${kind}.`;
    const mimeType = answer.headers['content-type']?.toString() ?? media.mimeType;
    const reason = misfit(kind, mimeType, bytes.length);
    if (reason) return reason;
    media.mimeType = mimeType;
    media.sizeBytes = bytes.length;
    world.media.add(media.mediaId, bytes, {
      mimeType,
      origin: 'link',
      link: url,
      storedAt: world.clock.now().getTime(),
    });
    return null;
  } catch (error) {
    return `Downloading ${url} failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}

async function bytesUpTo(body: AsyncIterable<Buffer>, largest: number): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > largest) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
