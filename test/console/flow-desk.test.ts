import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { openConsole, settled, whySkipped } from './support.ts';

const Hits = z.object({ hits: z.array(z.object({ topic: z.string().nullable() })) });

describe('a flow that is edited', { skip: whySkipped() }, () => {
  let t: Awaited<ReturnType<typeof openConsole>>;
  before(async () => {
    t = await openConsole();
  });
  after(async () => t?.end());

  /** Writes on top of the text, as somebody with a keyboard does. */
  const writes = async (page: Page, words: string) => {
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type(`# ${words}\n`);
  };
  const saved = (page: Page) => page.getByText('Draft saved').waitFor();

  test('by two people at once loses the words of neither: whoever is later is asked', async () => {
    const first = await t.open('/demo-shop/flows/shop');
    await settled(first.page);
    await first.page.locator('.cm-content').click();
    await first.page.keyboard.press('Control+End');
    await first.page.keyboard.type('\n# from the first');
    await saved(first.page);
    const second = await t.open('/demo-shop/flows/shop');
    await settled(second.page);

    await first.page.context().setOffline(true); // hears nothing of the other
    await writes(second.page, 'from the second');
    await saved(second.page);
    await first.page.context().setOffline(false);
    await writes(first.page, 'first again');

    await first.page.getByText('Somebody else changed this draft').waitFor();
    await first.page.getByRole('button', { name: 'Keep mine' }).click();
    await saved(first.page);
    const { body } = await t.api('GET', '/flows/shop/draft');
    assert.match(z.object({ source: z.string() }).parse(body).source, /^# first again\n/);

    await second.page.locator('.cm-content').getByText('# first again').waitFor();
    await Promise.all([first.close(), second.close()]);
  });

  test('with a mistake says so where it is tried', async () => {
    const { page, close } = await t.open('/demo-shop/flows/factory');
    await settled(page);
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\nnonsense: [');
    await page.getByText('The draft has errors.').waitFor();
    await page
      .getByText(/\d errors?/)
      .first()
      .waitFor();
    await close();
  });

  test('on a phone has one row above it, and a list of what is wrong in its menu', async () => {
    const { page, close } = await t.open('/demo-shop/flows/factory', { viewport: { width: 390, height: 844 } });
    await settled(page);
    const head = page.locator('header').filter({ has: page.getByRole('heading', { name: 'factory' }) });
    await head.getByRole('button', { name: /^What is shown/ }).click();
    await page.getByRole('menuitemradio', { name: 'YAML' }).click();
    await page.locator('.cm-content').click();
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\nmore_nonsense: [');
    await head.getByRole('button', { name: /^More: \d+ errors?/ }).waitFor();
    const { height = 0 } = (await head.boundingBox()) ?? {};
    assert.ok(height > 0 && height <= 64, `${height} px`);

    await head.getByRole('button', { name: /^More/ }).click();
    await page.getByRole('menuitem', { name: /\d errors?/ }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Line \d/ })
      .first()
      .click();

    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await close();
  });
});

describe('a question that is tested', { skip: whySkipped() }, () => {
  let t: Awaited<ReturnType<typeof openConsole>>;
  before(async () => {
    t = await openConsole();
  });
  after(async () => t?.end());

  test('is taught to the topic that was meant, and found there from then on', async () => {
    const { page, close } = await t.open('/demo-shop/faqs/test');
    await settled(page);
    await page.getByLabel('A customer writes').fill('my parcel is taking ages, is that normal');
    await page.keyboard.press('Enter');
    await page.getByRole('combobox', { name: 'Was another question meant?' }).click();
    await page.getByRole('option', { name: 'How long does delivery take?' }).click();
    await page.getByText('Learnt: “How long does delivery take?”').waitFor();

    const { body } = await t.api('POST', '/faqs/test', { text: 'my parcel is taking ages, is that normal' });
    assert.equal(Hits.parse(body).hits[0]?.topic, 'delivery');
    await close();
  });
});
