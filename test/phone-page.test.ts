import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { readTranscripts } from '../server/src/bot/flows/transcript.ts';
import { startParlour } from '../server/test/parlour.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
/** A browser of the system, quiet and without a home network to call. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

describe('the phone page', { skip: existsSync(CHROMIUM) ? false : 'no Chromium on this machine' }, () => {
  let t: Awaited<ReturnType<typeof startParlour>>;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  before(async () => {
    t = await startParlour();
    browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
    page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US' });
    page.setDefaultTimeout(60_000);
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${t.origin}/phone`);
  });
  after(async () => {
    await browser?.close();
    await t.end();
  });

  const chat = () => page.getByRole('log', { name: /^Conversation with Harbour Street Clothing/ });
  const says = async (text: string) => {
    await page.getByRole('textbox', { name: 'Message' }).fill(text);
    await page.keyboard.press('Enter');
  };
  const hears = (text: RegExp) => chat().getByText(text).last().waitFor();

  test('takes a customer from "hi" to an order number', async () => {
    await page
      .getByRole('navigation', { name: 'Chats' })
      .getByRole('link', { name: /Harbour Street/ })
      .click();
    await says('hi');
    await hears(/shop's assistant/);
    await says('Buy 1 size L black hoodie');
    await hears(/1 × Classic Hoodie \(L, black\)/);
    await chat().getByRole('button', { name: 'Place the order' }).last().click();
    await hears(/order number is/);

    const orders = await t.rows<{ number: string }>(
      `select number from orders where caused_by is not null and number = 1004`,
    );
    assert.equal(orders.length, 1);
  });

  test('shows what the customer wrote with blue ticks once the business has read it', async () => {
    await chat().getByRole('img', { name: 'Read' }).first().waitFor();
  });

  test('works with a list that slides up, and by keyboard alone', async () => {
    await says('menu');
    await hears(/shop's assistant/);
    await chat().getByRole('button', { name: 'Choose' }).last().press('Enter');
    const sheet = page.getByRole('dialog');
    await sheet.getByRole('radio', { name: /Browse products/ }).check();
    await sheet.getByRole('button', { name: 'Send' }).press('Enter');
    await hears(/Hoodies|categor/i);
  });

  test('shows what went over the wire, as both sides saw it', async () => {
    await page.getByText('POST /webhooks/whatsapp').first().waitFor();
  });

  test('keeps the conversation as a transcript that the tests of flows take', async () => {
    await page.getByText('Record as a test').click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save whole chat' }).click();
    const { source, findings } = readTranscripts(await readFile(await (await download).path(), 'utf8'));
    assert.deepEqual(findings, []);
    assert.equal(source?.flow, 'shop');
    assert.deepEqual(source?.transcripts[0]?.talk[0], { customer: 'hi' });
  });

  test('keeps to the strict content security policy and raises no error', () => {
    assert.deepEqual(complaints, []);
  });
});
