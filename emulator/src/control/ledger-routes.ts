import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { MessagePage } from '../ledger/book.ts';
import type { EntryPage } from '../ledger/entries.ts';
import { ledgerReader } from '../ledger/ledger.ts';
import type { World } from '../world.ts';
import { read } from './requests.ts';

const wholeNumber = z.coerce.number().int().min(0);

const WireQuery = z.strictObject({
  direction: z.enum(['to_business', 'from_business']).optional(),
  status: z.union([z.enum(['none', 'error']), z.coerce.number().int().min(100).max(599)]).optional(),
  message: z.string().optional(),
  text: z.string().max(200).optional(),
  after: wholeNumber.default(0),
  limit: wholeNumber.max(1_000).default(100),
  latest: z.stringbool().default(false),
});

const MessagesQuery = z.strictObject({
  direction: z.enum(['inbound', 'outbound']).optional(),
  number: z.string().optional(),
  // A "+" in a query string means a space; a number is meant all the same.
  phone: z
    .string()
    .transform((phone) => `+${phone.replace(/\D/g, '')}`)
    .optional(),
  id: z.string().optional(),
  opaque: z.string().optional(),
  after: wholeNumber.default(0),
  limit: wholeNumber.max(10_000).default(1_000),
});

export function wirePage(world: World, given: URLSearchParams): EntryPage {
  const { message: messageId, ...query } = read(WireQuery, Object.fromEntries(given));
  return readerOf(world).entries({ ...query, ...(messageId === undefined ? {} : { messageId }) });
}

export function messagesPage(world: World, given: URLSearchParams): MessagePage {
  const { number: numberId, ...query } = read(MessagesQuery, Object.fromEntries(given));
  return readerOf(world).messages({ ...query, ...(numberId === undefined ? {} : { numberId }) });
}

/** The whole ledger as a download, written as fast as it is read. */
export async function sendJsonLines(world: World, response: ServerResponse): Promise<void> {
  response.writeHead(200, {
    'content-type': 'application/jsonl; charset=UTF-8',
    'content-disposition': 'attachment; filename="ledger.jsonl"',
    'cache-control': 'no-store',
  });
  // Whoever stops a download half way has what they wanted.
  await pipeline(Readable.from(readerOf(world).jsonLines()), response).catch(() => response.destroy());
}

const readerOf = (world: World) => ledgerReader(world.ledger, (id) => world.people.get(id));
