import { createHash } from 'node:crypto';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { discard } from '../../platform/discard.ts';
import { fileType, SNIFF_BYTES } from '../../platform/file-type.ts';
import type { HttpClient, HttpStream } from '../../platform/http-client.ts';
import { failure } from './errors.ts';
import type { Graph, NotRead } from './graph.ts';
import { MAX_MEDIA_BYTES } from './media-limits.ts';
import { idAt, numberAt, textAt } from './wire.ts';

/** A file of ours on its way to WhatsApp, which keeps it for 30 days. */
export type MediaUpload = { body: Readable; sizeBytes: number; mimeType: string; fileName: string };

export type MediaInfo = { url: string; mimeType: string; sha256: string | null; sizeBytes: number | null };

export type MediaDownload = { maxBytes?: number; expectedSha256?: string };

/** @property sha256 of the bytes, in hex. @property mimeType by the bytes, see `fileType`. */
export type StoredMedia = { outcome: 'stored'; mimeType: string; sizeBytes: number; sha256: string };

export type Media = {
  uploadMedia(file: MediaUpload): Promise<{ outcome: 'uploaded'; providerMediaId: string } | NotRead>;
  /** Where a file lies, for the next five minutes. */
  resolveMedia(providerMediaId: string): Promise<{ outcome: 'resolved'; media: MediaInfo } | NotRead>;
  /**
   * One attempt to bring a file into `sink`, which is destroyed when it fails. Each attempt asks for a fresh URL.
   *
   * @throws what `sink` throws: a full disk is not the provider's fault.
   */
  downloadMedia(providerMediaId: string, sink: Writable, options?: MediaDownload): Promise<StoredMedia | NotRead>;
};

export type MediaHosts = {
  /** The client for a host of media; null: not one of Meta's, where our token must never go. */
  clientFor(url: URL): HttpClient | null;
  close(): Promise<void>;
};

/** @see WhatsApp Business Platform, "Media" */
export function createMedia(graph: Graph, hosts: MediaHosts, phoneNumberId: string): Media {
  const resolveMedia: Media['resolveMedia'] = async (providerMediaId) => {
    const id = encodeURIComponent(providerMediaId);
    const answer = await graph.read(`${id}?phone_number_id=${encodeURIComponent(phoneNumberId)}`);
    if (answer.outcome !== 'answered') return isUnknownObject(answer) ? gone(answer.failure.details) : answer;
    const url = textAt(answer.body, 'url');
    if (!url) return gone('no address was given');
    return {
      outcome: 'resolved',
      media: {
        url,
        mimeType: textAt(answer.body, 'mime_type') ?? '',
        sha256: idAt(answer.body, 'sha256') ?? null,
        sizeBytes: numberAt(answer.body, 'file_size') ?? null,
      },
    };
  };

  return {
    resolveMedia,
    async uploadMedia(file) {
      const answer = await graph.call({ method: 'POST', path: `${phoneNumberId}/media`, ...multipart(file) });
      // A file that was taken unnoticed harms nobody: it is uploaded again and the first one expires.
      if (answer.outcome === 'in_doubt') return again(answer.failure.code, answer.failure.details);
      if (answer.outcome !== 'answered') return answer;
      const providerMediaId = idAt(answer.body, 'id');
      return providerMediaId ? { outcome: 'uploaded', providerMediaId } : again('no-answer', 'no id was given');
    },
    async downloadMedia(providerMediaId, sink, { maxBytes = MAX_MEDIA_BYTES, expectedSha256 } = {}) {
      sink.on('error', () => {}); // it may fail while we still ask where the file lies; `receive` tells then
      const resolved = await resolveMedia(providerMediaId);
      if (resolved.outcome !== 'resolved') return discard(sink, resolved);
      const { media } = resolved;
      if ((media.sizeBytes ?? 0) > maxBytes) return discard(sink, tooLarge(maxBytes));

      const url = URL.parse(media.url);
      const client = url && hosts.clientFor(url);
      if (!client) return discard(sink, refused('media-elsewhere', url?.host));
      const answer = await client.stream({
        method: 'GET',
        path: url.pathname + url.search,
        headers: graph.credentials,
        timeoutMs: transferTime(media.sizeBytes ?? maxBytes),
      });
      if (answer.outcome !== 'answered') return discard(sink, again('unreachable', answer.cause));
      if (answer.status !== 200) return discard(sink, await leave(answer));
      return receive(answer.body, sink, { media, maxBytes, sha256: expectedSha256 ?? media.sha256 });
    },
  };
}

type Receipt = { media: MediaInfo; maxBytes: number; sha256: string | null };

/** Writes what arrives while counting, hashing and looking at its first bytes. */
async function receive(body: AsyncIterable<Buffer>, sink: Writable, receipt: Receipt): Promise<StoredMedia | NotRead> {
  const { media, maxBytes, sha256: expected } = receipt;
  const hash = createHash('sha256');
  const head: Buffer[] = [];
  let sizeBytes = 0;
  let broken: NotRead | undefined;

  async function* taken(): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of body) {
        if (sizeBytes < SNIFF_BYTES) head.push(chunk);
        sizeBytes += chunk.length;
        if (sizeBytes > maxBytes) throw new TooLarge();
        hash.update(chunk);
        yield chunk;
      }
    } catch (error) {
      broken = error instanceof TooLarge ? tooLarge(maxBytes) : again('unreachable', 'the transfer broke off');
      throw error;
    }
  }

  try {
    await pipeline(taken, sink);
  } catch (error) {
    if (broken) return broken;
    throw error;
  }
  const digest = hash.digest();
  if (expected && !digest.equals(readDigest(expected))) return again('media-changed', `${sizeBytes} bytes`);
  const mimeType = fileType(Buffer.concat(head), media.mimeType);
  return { outcome: 'stored', mimeType, sizeBytes, sha256: digest.toString('hex') };
}

class TooLarge extends Error {}

/** Usually base64; one published sample is hex. */
function readDigest(text: string): Buffer {
  return /^[0-9a-f]{64}$/i.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64');
}

/**
 * Form data with one file, streamed. Names are quoted as browsers do.
 *
 * @see WHATWG HTML, "Multipart form data"
 */
function multipart({ body, sizeBytes, mimeType, fileName }: MediaUpload) {
  const boundary = `parlour-${createHash('sha256').update(`${fileName} ${sizeBytes}`).digest('hex').slice(0, 32)}`;
  const quoted = fileName.replace(/["\r\n]/g, encodeURIComponent);
  const field = (name: string, value: string) =>
    `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
  const head = Buffer.from(
    `${field('messaging_product', 'whatsapp')}${field('type', mimeType)}--${boundary}\r\n` +
      `Content-Disposition: form-data; name="file"; filename="${quoted}"\r\nContent-Type: ${mimeType}\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  async function* parts() {
    yield head;
    yield* body;
    yield tail;
  }
  return {
    body: Readable.from(parts()),
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(head.length + sizeBytes + tail.length),
    },
    timeoutMs: transferTime(sizeBytes),
  };
}

/** Twenty seconds as for every call, and one more for each megabyte: a slow line is no reason to lose a file. */
const transferTime = (sizeBytes: number): number => 20_000 + Math.ceil(sizeBytes / 1_048_576) * 1_000;

async function leave({ status, body }: HttpStream): Promise<NotRead> {
  for await (const _chunk of body) break; // closes the connection
  return again('media-gone', `HTTP ${status}`); // its address lives five minutes; the next attempt has a fresh one
}

/** WhatsApp answers so for a file that has expired. */
const isUnknownObject = ({ failure: { code } }: NotRead): boolean => ['33', '100', '803', '131009'].includes(code);

const refused = (code: string, details?: string): NotRead => ({ outcome: 'refused', failure: failure(code, details) });
const gone = (details?: string): NotRead => refused('media-gone', details);
const tooLarge = (maxBytes: number): NotRead => refused('media-too-large', `more than ${maxBytes} bytes`);
const again = (code: string, details?: string): NotRead => ({
  outcome: 'not_accepted',
  failure: failure(code, details),
  scope: 'message',
  retryAfterMs: 2_000,
});
