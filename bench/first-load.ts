import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { type Browser, chromium } from 'playwright-core';
import { build } from 'vite';
import { findChromium } from '../scripts/suite/chromium.ts';
import { makeOperatorKey } from '../server/src/platform/auth.ts';
import { migrateDatabase, openDatabase } from '../server/src/platform/database.ts';
import { parlour } from './contestants.ts';
import type { Cluster } from './database.ts';
import { generate, SIZE } from './lists/generate.ts';
import { sit } from './sitting.ts';

/** What must hold: the inbox can be used this long after its address was opened, by a browser that has nothing of it. */
const USABLE_MS = 1_000;
const LOADS = 11; // the first is not counted: the browser itself is new
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

type Load = { first: number; usable: number; kilobytes: number; requests: number };
type Case = { name: string; path: string; shows: string };
export type FirstLoadFindings = { name: string; loads: Load[] }[];

/** Opens the console's inbox in Chromium, each time with an empty cache, on the database of a busy shop. */
export async function measureFirstLoad(cluster: Cluster, tell: (line: string) => void): Promise<FirstLoadFindings> {
  const browser = await launch();
  try {
    await build({ configFile: fileURLToPath(new URL('../console/vite.config.ts', import.meta.url)), logLevel: 'warn' });
    const url = await cluster.createDatabase('first-load');
    await migrateDatabase(url, silent);
    await sit(cluster, parlour, url, { withoutWarmUp: true }, async () => {}); // makes the shop
    await generate(cluster, 'first-load', tell);
    const { key, slug, conversation } = await shopIn(url);
    const cases: Case[] = [
      { name: 'inbox', path: `/${slug}/inbox`, shows: '[role=listitem] a' },
      { name: 'a conversation', path: `/${slug}/inbox/${conversation}`, shows: '[role=log] article' },
    ];
    const { result } = await sit(cluster, parlour, url, { withoutWarmUp: true }, async ({ origin }) => {
      const findings: FirstLoadFindings = [];
      for (const one of cases) {
        const loads: Load[] = [];
        for (let round = 0; round < LOADS; round++) loads.push(await load(browser, origin, key, one));
        findings.push({ name: one.name, loads: loads.slice(1) });
        tell(line(findings.at(-1)!));
      }
      return findings;
    });
    return result;
  } finally {
    await browser.close();
  }
}

const silent = pino({ level: 'silent' });

async function launch(): Promise<Browser> {
  const found = await findChromium([fileURLToPath(import.meta.url)], AbortSignal.timeout(300_000));
  if (!found || !('path' in found)) throw new Error(found ? found.missing : 'There is no Chromium here.');
  return chromium.launch({ executablePath: found.path, args: FLAGS });
}

async function shopIn(url: string): Promise<{ key: string; slug: string; conversation: string }> {
  const db = openDatabase(url, silent, 1);
  const key = (await makeOperatorKey(db, true)) ?? '';
  const { rows } = await db.execute<{ slug: string; conversation: string }>(
    `select b.slug, v.id conversation from businesses b cross join lateral (select id from conversations v
      where v.business_id = b.id and wa_id like '1305%' and status = 'open' order by last_message_at desc limit 1) v`,
  );
  await db.$client.end();
  return { key, ...rows[0]! };
}

/**
 * One load from nothing. It can be used when what it is for stands on the screen and the page's thread, which has painted
 * it, is free again for a press.
 */
async function load(browser: Browser, origin: string, key: string, { path, shows }: Case): Promise<Load> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    serviceWorkers: 'block',
    extraHTTPHeaders: { authorization: `Bearer ${key}` },
  });
  try {
    const page = await context.newPage();
    await page.addInitScript({ content: watch(shows) });
    const usable = page.waitForEvent('console', { predicate: (said) => said.text() === 'usable', timeout: 30_000 });
    await page.goto(origin + path, { waitUntil: 'commit' });
    await usable;
    return await page.evaluate<Load>(`(() => {
      const all = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')];
      const first = performance.getEntriesByName('first-contentful-paint')[0];
      return {
        first: first ? first.startTime : 0,
        usable: window.usableAt,
        kilobytes: all.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1024,
        requests: all.length,
      };
    })()`);
  } finally {
    await context.close();
  }
}

/** Runs in the page, and so is written as text: nothing of a browser is known here. */
const watch = (shows: string): string => `
  const look = () => {
    if (!document.querySelector(${JSON.stringify(shows)})) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => { window.usableAt = performance.now(); console.log('usable'); }));
  };
  requestAnimationFrame(look);`;

const median = (numbers: number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const figures = (loads: Load[]) => ({
  first: median(loads.map(({ first }) => first)),
  usable: median(loads.map(({ usable }) => usable)),
  slowest: Math.max(...loads.map(({ usable }) => usable)),
  kilobytes: median(loads.map(({ kilobytes }) => kilobytes)),
  requests: median(loads.map(({ requests }) => requests)),
});

function line({ name, loads }: FirstLoadFindings[number]): string {
  const { first, usable, slowest, kilobytes, requests } = figures(loads);
  const verdict = usable > USABLE_MS ? '  TOO SLOW' : '';
  return `${name}: painted ${first.toFixed(0)}, usable ${usable.toFixed(0)}, slowest ${slowest.toFixed(0)} ms, ${kilobytes.toFixed(0)} KB in ${requests} requests${verdict}`;
}

/** The findings as a page. */
export function firstLoadReport(findings: FirstLoadFindings): string {
  const rows = findings.map(({ name, loads }) => {
    const { first, usable, slowest, kilobytes, requests } = figures(loads);
    return `| ${name} | ${first.toFixed(0)} | ${usable.toFixed(0)} | ${slowest.toFixed(0)} | ${USABLE_MS} | ${usable <= USABLE_MS ? 'yes' : '**no**'} | ${kilobytes.toFixed(0)} | ${requests} |`;
  });
  return `The console in Chromium at 1280 × 800, ${LOADS - 1} times each with an empty cache, with ${SIZE.messages.toLocaleString('en')} messages of ${SIZE.conversations.toLocaleString('en')} conversations; the browser shares the machine with the server. Milliseconds from opening the address; medians. Usable: what the page is for is painted and its thread is free for a press.

| page | first paint | usable | slowest | at most | kept | KB fetched | requests |
|---|--:|--:|--:|--:|---|--:|--:|
${rows.join('\n')}
`;
}
