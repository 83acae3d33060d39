import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { startParlour } from '../../server/test/parlour.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const DIST = process.env.CONSOLE_DIST ?? fileURLToPath(new URL('../../console/dist', import.meta.url));
/** A browser of the system, quiet and without a home network to call. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const OWNER = { email: 'ana@harbour.example', password: 'seven-quiet-lighthouses' };

/** Why tests of the console are skipped on this machine; false: they run. */
export const whySkipped = (): string | false =>
  !existsSync(CHROMIUM)
    ? 'no Chromium on this machine'
    : !existsSync(`${DIST}/index.html`)
      ? 'the console is not built'
      : false;

/** The demo with an owner, and a browser in which she is signed in. */
export async function openConsole() {
  const parlour = await startParlour({
    CONSOLE_DIST: DIST,
    ADMIN_EMAIL: OWNER.email,
    ADMIN_PASSWORD: OWNER.password,
    API_RATE_LIMIT: 'off', // a browser test presses faster than a person
  });
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
  const { origin } = parlour;

  /** A window of its own; `complaints` are what the browser has to say against the page. */
  const open = async (
    path: string,
    options: BrowserContextOptions & { isSignedIn?: boolean; as?: typeof OWNER } = {},
  ) => {
    const { isSignedIn = true, as = OWNER, ...looks } = options;
    const context = await browser.newContext({
      viewport: { width: 1280, height: 800 },
      locale: 'en-US',
      reducedMotion: 'reduce',
      serviceWorkers: 'block',
      ...looks,
    });
    context.setDefaultTimeout(60_000);
    if (isSignedIn) {
      const answer = await context.request.post(`${origin}/api/auth/sign-in/email`, {
        headers: { origin },
        data: as,
      });
      if (!answer.ok()) throw new Error(`signing in failed: ${answer.status()} ${await answer.text()}`);
    }
    const page = await context.newPage();
    const complaints = listenTo(page);
    await page.goto(origin + path);
    return { page, complaints, close: () => context.close() };
  };

  return {
    ...parlour,
    open,
    owner: OWNER,
    end: async () => {
      await browser.close();
      await parlour.end();
    },
  };
}

function listenTo(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`.trim());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return complaints;
}

/** Until the page has what it asked for: a heading, no skeletons, nothing on its way. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1:visible, h2:visible, [role=log]:visible').first().waitFor();
  await page
    .locator('.mantine-Skeleton-root, [aria-busy=true], .mantine-Loader-root')
    .first()
    .waitFor({ state: 'detached' });
}
