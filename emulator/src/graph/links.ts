import { request } from 'undici';
import type { Message } from '../records.ts';
import type { World } from '../world.ts';
import { failureOf } from './errors.ts';
import { MEDIA_RULES, misfit } from './media-rules.ts';
import type { Link } from './sendable.ts';

const DOWNLOAD_TIMEOUT_MS = 20_000;
/** @see WhatsApp Business Platform, Messages, Media: an asset is kept for 10 minutes by its exact URL. */
const KEPT_FOR_MS = 10 * 60_000;
const MOST_KEPT = 1_000;

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

async function download(world: World, link: Link): Promise<string | null> {
  const { url, kind, media } = link;
  if (hasKept(world, link)) return null;
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
    keep(world, link);
    return null;
  } catch (error) {
    return `Downloading ${url} failed: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** What was fetched from the same URL lately is used again, whatever is there now. */
function hasKept(world: World, { url, kind, media }: Link): boolean {
  const kept = world.fetched.get(url);
  const file = kept && world.clock.now().getTime() < kept.at + KEPT_FOR_MS ? world.media.find(kept.mediaId) : undefined;
  if (!file || misfit(kind, file.mimeType, file.sizeBytes)) return false;
  Object.assign(media, { mediaId: file.id, mimeType: file.mimeType, sizeBytes: file.sizeBytes });
  return true;
}

function keep(world: World, { url, media }: Link): void {
  const [oldest] = world.fetched.keys();
  if (world.fetched.size >= MOST_KEPT && oldest !== undefined) world.fetched.delete(oldest);
  world.fetched.set(url, { mediaId: media.mediaId, at: world.clock.now().getTime() });
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
