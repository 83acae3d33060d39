import { mkdtemp, rm, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import sharp from 'sharp';
import { build } from 'vite';
import { findChromium } from '../../scripts/suite/chromium.ts';
import { openParlour } from '../../server/src/parlour.ts';
import { readConfig } from '../../server/src/platform/config.ts';
import { openLog } from '../../server/src/platform/log.ts';
import { startEmbeddedPostgres } from '../../server/src/platform/postgres/index.ts';
import { OPEN_PAGES, PAGES } from '../../test/console/pages.ts';
import { settled } from '../../test/console/support.ts';

/** `npm run screenshots`: plays a customer in the middle of an order and takes the pictures of these documents: the phone
 * page, and every page of the console. */
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
const LARGEST_BYTES = 200_000; // whoever clones the repository carries them

const VIEWS = [
  { name: 'phone-wide-light', width: 1280, height: 800, scale: 1, colorScheme: 'light' },
  { name: 'phone-wide-dark', width: 1280, height: 800, scale: 1, colorScheme: 'dark' },
  { name: 'phone-narrow-light', width: 390, height: 844, scale: 1.5, colorScheme: 'light' },
  { name: 'phone-narrow-dark', width: 390, height: 844, scale: 1.5, colorScheme: 'dark' },
] as const;

/** Pages of the console, each desktop and phone wide, light and dark. */
const CONSOLE_VIEWS = [
  { name: 'light', width: 1280, height: 800, colorScheme: 'light' },
  { name: 'dark', width: 1280, height: 800, colorScheme: 'dark' },
  { name: 'narrow-light', width: 390, height: 844, colorScheme: 'light' },
  { name: 'narrow-dark', width: 390, height: 844, colorScheme: 'dark' },
] as const;
const OWNER = { email: 'ana@harbour.example', password: 'seven-quiet-lighthouses' };

for (const config of ['emulator/vite.config.ts', 'console/vite.config.ts'])
  await build({ configFile: join(ROOT, config), logLevel: 'warn' });
const found = await findChromium([fileURLToPath(import.meta.url)], AbortSignal.timeout(300_000));
if (!found || !('path' in found)) throw new Error(found ? found.missing : 'There is no Chromium here.');

await withParlour(async (origin) => {
  const browser = await chromium.launch({ executablePath: found.path, args: ['--no-sandbox'] });
  try {
    const address = await orderHalfWay(browser, `${origin}/phone/`);
    for (const view of VIEWS) await take(browser, address, view);
    await askForPerson(browser, address);
    await takeConsole(browser, origin);
  } finally {
    await browser.close();
  }
});

/** The demo, as `npm start` shows it, on a database that is gone afterwards. */
async function withParlour(use: (origin: string) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'parlour-screenshots-'));
  const log = openLog('error');
  const database = await startEmbeddedPostgres({ dataDir, log });
  try {
    const port = await freePort();
    const owner = { ADMIN_EMAIL: OWNER.email, ADMIN_PASSWORD: OWNER.password };
    const config = readConfig({ PORT: String(port), DATA_DIR: dataDir, EMULATOR: 'on', DEMO: 'on', ...owner }, ROOT);
    const parlour = await openParlour(config, database.connectionString, {
      log,
      isDatabaseUp: database.isUp,
      onDead: () => {},
    });
    await use(`http://127.0.0.1:${port}`);
    await parlour.stop();
  } finally {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
    if (database.place.isMoved) await rm(database.place.folder, { recursive: true, force: true });
  }
}

/** So that the console has something to show: somebody waits. */
async function askForPerson(browser: Browser, address: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(address);
  await page.getByRole('textbox', { name: 'Message' }).fill('human');
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText('I have asked somebody').last().waitFor();
  await page.close();
}

/** Every page of the console as the owner sees it, after the customer above has asked for a person. */
async function takeConsole(browser: Browser, origin: string): Promise<void> {
  for (const { name: view, width, height, colorScheme } of CONSOLE_VIEWS) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      locale: 'en-US',
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
    });
    await context.request.post(`${origin}/api/auth/sign-in/email`, { headers: { origin }, data: OWNER });
    const conversations = await context.request.get(`${origin}/api/v1/conversations?limit=1`, {
      headers: { 'x-business': 'demo-shop' },
    });
    const thread = `/demo-shop/inbox/${(await conversations.json()).items[0].id}`;
    for (const { name, path } of [...OPEN_PAGES, ...PAGES, { name: 'thread', path: thread }]) {
      const page = await context.newPage();
      await page.goto(origin + path);
      await settled(page);
      await keep(`console-${name}-${view}`, await page.screenshot({ animations: 'disabled' }));
      await page.close();
    }
    await context.close();
  }
}

/** As small as a picture of a page can be without looking it. */
async function keep(name: string, picture: Buffer): Promise<void> {
  const { size } = await sharp(picture)
    .png({ palette: true, quality: 85, effort: 9 })
    .toFile(join(HERE, `${name}.png`));
  console.log(`docs/screenshots/${name}.png  ${Math.round(size / 1_000)} KB`);
  if (size > LARGEST_BYTES) throw new Error(`${name}.png is larger than ${LARGEST_BYTES / 1_000} KB.`);
}

/** Greets the factory and the shop, asks for hoodies, and stops where the order is to be confirmed. */
async function orderHalfWay(browser: Browser, url: string): Promise<string> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  await page.goto(url);
  await page.getByText('Millbrook Furniture Works').first().click();
  await say(page, 'hi', 'I am the assistant of the customer desk');
  await page.getByText('Harbour Street Clothing').first().click();
  await say(page, 'Do you have hoodies?', 'Here is what we have');
  await say(page, 'Buy 1 size L black hoodie', 'Shall I place it?');
  const address = page.url();
  await page.close();
  return address;
}

async function say(page: Page, text: string, answer: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Message' }).fill(text);
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText(answer).waitFor(); // not in the list of calls beside the phone, which is quicker
}

async function take(browser: Browser, address: string, view: (typeof VIEWS)[number]): Promise<void> {
  const { name, width, height, scale, colorScheme } = view;
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale, colorScheme });
  await page.goto(address);
  await page.getByRole('button', { name: 'Place the order' }).waitFor();
  await page.waitForLoadState('networkidle').catch(() => {}); // the event stream never rests
  const path = join(HERE, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
  await page.close();
  const { size } = await stat(path);
  console.log(`docs/screenshots/${name}.png  ${Math.round(size / 1_000)} KB`);
  if (size > LARGEST_BYTES) throw new Error(`${name}.png is larger than ${LARGEST_BYTES / 1_000} KB.`);
}

function freePort(): Promise<number> {
  return new Promise((free) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => free(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
