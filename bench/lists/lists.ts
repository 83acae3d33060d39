import { Agent, request } from 'node:http';
import pino from 'pino';
import { fillMessageWords } from '../../server/src/conversations/index.ts';
import { makeOperatorKey } from '../../server/src/platform/auth.ts';
import { migrateDatabase, openDatabase } from '../../server/src/platform/database.ts';
import { countMessages } from '../../server/src/reports/message-counts.ts';
import { parlour } from '../contestants.ts';
import type { Cluster } from '../database.ts';
import { type Sitting, sit } from '../sitting.ts';
import { generate, SIZE } from './generate.ts';
import { openScreens } from './screens.ts';

/** What must hold. console.md, architecture §7 */
const LIST_MS = 100;
const SEARCH_MS = 300;
const LIVE_MS = 1_000;
const SCREENS = 300;
const MESSAGES_PER_SECOND = 50; // each is answered: 100 events
const LIVE_SECONDS = 20;
const ASKED = 150; // times each list
const AT_ONCE = 2;

type Asked = { name: string; path: string; limitMs: number };
type Timed = Asked & { p50: number; p95: number; max: number; items: number };
export type ListFindings = {
  lists: Timed[];
  live: { p50: number; p95: number; max: number; changes: number; screens: number; cut: number };
};

/** Every list and search of the API over HTTP, and live screens, on a database of a busy shop. */
export async function measureLists(cluster: Cluster, tell: (line: string) => void): Promise<ListFindings> {
  const url = await cluster.createDatabase('lists');
  await migrateDatabase(url, silent);
  // The first sitting makes the shop; what is measured starts on the full database, as after any restart.
  await sit(cluster, parlour, url, { withoutWarmUp: true }, async () => {});
  await generate(cluster, 'lists', tell);
  const db = openDatabase(url, silent, 2);
  const began = performance.now();
  const ctx = { db, now: () => new Date(), log: silent, reactions: [] };
  const words = await fillMessageWords(ctx, Number.POSITIVE_INFINITY);
  tell(`words of ${words.toLocaleString('en')} messages in ${((performance.now() - began) / 1_000).toFixed(0)} s`);
  await countMessages(ctx, Number.POSITIVE_INFINITY);
  await db.execute('vacuum analyze message_words, message_counts');
  await db.$client.end();
  return askLists(cluster, url, tell);
}

/** The same on a database that is there. */
export async function askLists(cluster: Cluster, url: string, tell: (line: string) => void): Promise<ListFindings> {
  const db = openDatabase(url, silent, 1);
  const key = await makeOperatorKey(db, true);
  const { rows } = await db.execute<Shop>(
    `select b.slug, v.id conversation, v.contact_id contact from businesses b
      cross join lateral (select id, contact_id from conversations v where v.business_id = b.id and wa_id like '1305%'
        order by last_message_at limit 1) v`,
  );
  await db.$client.end();
  const shop = rows[0]!;
  const headers = { authorization: `Bearer ${key}`, 'x-business': shop.slug };

  const { result } = await sit(cluster, parlour, url, { text: 'Do you have hoodies?' }, async (sitting) => {
    const lists: Timed[] = [];
    for (const asked of questions(shop)) {
      const timed = await time(sitting.origin, headers, asked);
      lists.push(timed);
      tell(line(timed));
    }
    return { lists, live: await followLive(sitting, headers, tell) };
  });
  return result;
}

type Shop = { slug: string; conversation: string; contact: string };
const silent = pino({ level: 'silent' });

function questions({ conversation, contact }: Shop): Asked[] {
  const list = (name: string, path: string): Asked => ({ name, path, limitMs: LIST_MS });
  const search = (name: string, path: string): Asked => ({ name, path, limitMs: SEARCH_MS });
  return [
    list('conversations', '/conversations'),
    list('conversations, any status', '/conversations?status=any'),
    list('conversations of the bot', '/conversations?tab=bot'),
    list('conversations nobody has', '/conversations?tab=unassigned'),
    list('conversations, longest waiting', '/conversations?sort=waiting'),
    list('conversations resolved', '/conversations?status=resolved'),
    list('conversations snoozed', '/conversations?status=snoozed'),
    list('conversations, window closing', '/conversations?window=closing'),
    list('conversations, window closed', '/conversations?window=closed'),
    list('conversations, rare label', '/conversations?label=vip'),
    list('conversations, common label', '/conversations?label=wholesale'),
    list('conversations unread', '/conversations?unread=true'),
    list('conversations with an undelivered reply', '/conversations?undelivered=true&status=any'),
    list('conversations, a page far down', `/conversations?status=any&cursor=${farDown()}`),
    list('counts of the tabs', '/conversations/counts'),
    list('one conversation', `/conversations/${conversation}`),
    list('messages of a conversation', `/conversations/${conversation}/messages`),
    list('messages of a contact', `/messages?contactId=${contact}`),
    list('messages of the business', '/messages'),
    list('contacts', '/contacts'),
    list('contacts of a language', '/contacts?language=pt'),
    list('orders', '/orders'),
    list('orders shipped', '/orders?state=shipped'),
    list('products', '/products'),
    list('tickets', '/tickets'),
    list('templates', '/templates'),
    list('questions', '/faqs'),
    list('audit log', '/audit'),
    list('today', '/reports/today'),
    list('a week in numbers', '/reports/period'),
    list('a year in numbers', `/reports/period?from=${daysAgo(365)}&to=${daysAgo(0)}`),
    list('needs you', '/reports/needs-you'),
    search('search: a full name', '/conversations?search=ana%20costa&status=any'),
    search('search: a first name', '/conversations?search=sheena'),
    search('search: a part of a number', '/conversations?search=0004242'),
    search('search: a common word', '/conversations?search=hoodie'),
    search('search: common words', '/conversations?search=where%20order%20black'),
    search('search: a rare word', '/conversations?search=zazozuba&status=any'),
    search('search: the beginning of a word', '/conversations?search=bace&status=any'),
    search('search: nothing', '/conversations?search=qqqqqq'),
    search('search contacts: a name', '/contacts?search=mehta'),
    search('search contacts: a part of a number', '/contacts?search=04242'),
    search('search orders: a name', '/orders?search=ana'),
    search('search orders: a number', '/orders?search=104242'),
  ];
}

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** Half a year back. */
const farDown = (): string =>
  Buffer.from(
    JSON.stringify([(Date.now() - 180 * 86_400_000) * 1_000, '01900000-0000-7000-8000-000000000000']),
  ).toString('base64url');

async function time(origin: string, headers: Record<string, string>, asked: Asked): Promise<Timed> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const taken: number[] = [];
  let items = 0;
  const ask = async () => {
    const began = performance.now();
    const { status, body } = await fetchText(`${origin}/api/v1${asked.path}`, headers, agent);
    taken.push(performance.now() - began);
    if (status !== 200) throw new Error(`${asked.path} answered ${status}: ${body.slice(0, 300)}`);
    const read: unknown = JSON.parse(body);
    items = typeof read === 'object' && read && 'items' in read && Array.isArray(read.items) ? read.items.length : 1;
  };
  await ask();
  taken.length = 0;
  const one = async () => {
    while (taken.length < ASKED) await ask();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  agent.destroy();
  taken.sort((a, b) => a - b);
  return { ...asked, ...spread(taken), items };
}

const fetchText = (
  url: string,
  headers: Record<string, string>,
  agent: Agent,
): Promise<{ status: number; body: string }> =>
  new Promise((done, failed) => {
    request(url, { headers, agent }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        body += chunk;
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, body }));
    })
      .on('error', failed)
      .end();
  });

async function followLive(sitting: Sitting, headers: Record<string, string>, tell: (line: string) => void) {
  const screens = openScreens(sitting.origin, headers, SCREENS);
  await screens.open();
  await sitting.play({ kind: 'open', rate: MESSAGES_PER_SECOND, seconds: LIVE_SECONDS, customers: 300 });
  await new Promise((done) => setTimeout(done, LIVE_MS));
  const { lags, changes, cut } = screens.close();
  const live = { ...spread(lags.toSorted((a, b) => a - b)), changes, screens: SCREENS, cut };
  tell(`live: ${JSON.stringify(live)}`);
  return live;
}

const spread = (sorted: number[]) => ({
  p50: at(sorted, 0.5),
  p95: at(sorted, 0.95),
  max: sorted.at(-1) ?? Number.NaN,
});
const at = (sorted: number[], part: number): number => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;

const line = ({ name, p50, p95, max, items, limitMs }: Timed): string =>
  `${name}: p50 ${p50.toFixed(1)}, p95 ${p95.toFixed(1)}, max ${max.toFixed(0)} ms, ${items} items${p95 > limitMs ? '  TOO SLOW' : ''}`;

/** The findings as a page. */
export function listReport({ lists, live }: ListFindings): string {
  const rows = lists.map(
    ({ name, p50, p95, max, items, limitMs }) =>
      `| ${name} | ${items} | ${p50.toFixed(1)} | ${p95.toFixed(1)} | ${max.toFixed(0)} | ${limitMs} | ${p95 <= limitMs ? 'yes' : '**no**'} |`,
  );
  return `With ${SIZE.messages.toLocaleString('en')} messages, ${SIZE.contacts.toLocaleString('en')} contacts, ${SIZE.conversations.toLocaleString('en')} conversations and ${SIZE.orders.toLocaleString('en')} orders; each list asked ${ASKED} times over HTTP, ${AT_ONCE} at once. Milliseconds.

| list | items | p50 | p95 | max | at most | kept |
|---|---:|---:|---:|---:|---:|---|
${rows.join('\n')}

${live.screens} live screens while ${MESSAGES_PER_SECOND} messages/s came in and were answered (${2 * MESSAGES_PER_SECOND} events/s): from the commit of a reply to the screen that has it p50 ${live.p50.toFixed(0)} ms, p95 ${live.p95.toFixed(0)} ms, max ${live.max.toFixed(0)} ms (at most ${LIVE_MS} ms); ${live.changes} replies, ${live.cut} screens cut off.
`;
}
