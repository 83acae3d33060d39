import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { OPEN_PAGES, PAGES } from './pages.ts';
import { openConsole, settled, whySkipped } from './support.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

type Violation = { id: string; nodes: { target: string[]; failureSummary?: string }[] };

/** What axe finds against WCAG 2.2 AA, one line each. */
async function violationsOn(page: Page): Promise<string[]> {
  await page.evaluate(AXE); // as the browser's own tools run it: the page's policy lets no script tag in
  const { violations } = await page.evaluate<{ violations: Violation[] }>(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)}, resultTypes: ['violations'] })`,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

describe('every page of the console', { skip: whySkipped() }, () => {
  let t: Awaited<ReturnType<typeof openConsole>>;
  before(async () => {
    t = await openConsole();
  });
  after(async () => t?.end());

  for (const { name, path } of [...OPEN_PAGES, ...PAGES]) {
    test(`${name} can be used by everybody, light and dark, and the browser has nothing against it`, async () => {
      const isSignedIn = PAGES.some((page) => page.name === name);
      for (const colorScheme of ['light', 'dark'] as const) {
        const { page, complaints, close } = await t.open(path, { colorScheme, isSignedIn });
        await settled(page);

        assert.equal(await page.getByText('There is nothing at this address').count(), 0, `${path} is a page`);
        assert.deepEqual(await violationsOn(page), [], `${name}, ${colorScheme}`);
        assert.deepEqual(
          complaints.filter((text) => isSignedIn || !/401/.test(text)),
          [],
          `${name}, ${colorScheme}`,
        );
        await close();
      }
    });
  }

  test('what axe is to find, it finds', async () => {
    const { page, close } = await t.open('/sign-in', { isSignedIn: false });
    await settled(page);
    await page.evaluate("document.body.append(document.createElement('button'))");

    assert.deepEqual(await violationsOn(page), ['button-name: body > button']);
    await close();
  });

  test('the home page reads from right to left in Arabic and fits a phone', async () => {
    const { page, close } = await t.open('/demo-shop/home', {
      locale: 'ar',
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    await settled(page);

    assert.equal(await page.evaluate('document.documentElement.dir'), 'rtl');
    assert.ok(await page.evaluate('document.documentElement.scrollWidth <= innerWidth'), 'nothing sticks out');
    assert.deepEqual(await violationsOn(page), []);
    await close();
  });
});
