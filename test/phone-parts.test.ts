import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { parse } from 'yaml';
import {
  ANA,
  CART,
  CATALOGUE,
  carousel,
  FORM,
  OFFER,
  openShowcase,
  type Showcase,
  uploadPicture,
} from './support/showcase.ts';

const CHROMIUM = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'];

/** The smallest PNG there is. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

const isHere = existsSync(CHROMIUM) && existsSync(new URL('../emulator/dist/index.html', import.meta.url));

describe('on the phone', { skip: isHere ? false : 'no Chromium, or the page is not built' }, () => {
  let show: Showcase;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];
  before(async () => {
    show = await openShowcase();
    show.emulator.phone(ANA).says('hi');
    await show.emulator.settled();
    browser = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: 'en-US' });
    page.setDefaultTimeout(60_000);
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`${show.origin}/phone`);
    await page.getByRole('log').getByText('hi').first().waitFor();
  });
  after(async () => {
    await browser?.close();
    await show?.end();
  });

  const log = () => page.getByRole('log');
  const sheet = () => page.getByRole('dialog');
  /** The latest thing the business was told in `field`, once there is one that `is` it. */
  const hears = async (field: string, is: (value: Heard) => unknown) => {
    for (;;) {
      const found = show.heard().findLast((change) => change.field === field && is(change.value));
      if (found) return found.value;
      await show.emulator.settled();
      await new Promise(setImmediate);
    }
  };
  const hearsMessage = async (type: string) =>
    (await hears('messages', (value) => value.messages?.[0]?.type === type)).messages[0];

  test('a message is edited and deleted for everyone by the keyboard', async () => {
    const field = page.getByRole('textbox', { name: 'Message' });
    const menuOf = async (words: string) => {
      await log()
        .getByRole('article', { name: new RegExp(words) })
        .last()
        .press('Enter');
      return page.getByRole('dialog', { name: 'Message options' });
    };
    await field.fill('Two hodies');
    await field.press('Enter');
    await (await menuOf('Two hodies')).getByRole('button', { name: 'Edit' }).press('Enter');
    assert.equal(await field.inputValue(), 'Two hodies');
    await field.fill('Two hoodies');
    await field.press('Enter');
    await log()
      .getByRole('article', { name: /edited: Two hoodies/ })
      .waitFor();
    const { edit } = await hearsMessage('edit');
    assert.equal(edit.message.text.body, 'Two hoodies');

    await (await menuOf('Two hoodies')).getByRole('button', { name: 'Delete for everyone' }).press('Enter');
    await log().getByText('You deleted this message.').waitFor();
    const { revoke } = await hearsMessage('revoke');
    assert.equal(revoke.original_message_id, edit.original_message_id);
  });

  test('products go into a cart, which reaches the business as an order', async () => {
    await show.sends(CART);
    await log().getByRole('button', { name: 'View items' }).press('Enter');
    await sheet().getByRole('button', { name: 'Add Wool Hat' }).press('Enter');
    await sheet().getByRole('button', { name: 'One Wool Hat more' }).click();
    await sheet().getByRole('button', { name: 'Add Classic Hoodie (L, black)' }).click();
    await sheet().getByRole('textbox', { name: 'Message with the order' }).fill('Gift wrap, please');
    await sheet()
      .getByRole('button', { name: /Send order, 3 items · \$82\.00/ })
      .click();

    const { order } = await hearsMessage('order');
    assert.equal(order.text, 'Gift wrap, please');
    assert.deepEqual(
      order.product_items.map((item: Heard) => [item.product_retailer_id, item.quantity, item.item_price]),
      [
        ['HOOD-L', 1, 45],
        ['HAT', 2, 18.5],
      ],
    );
  });

  test('a catalogue message opens the whole catalogue', async () => {
    await show.sends(CATALOGUE);
    await log().getByRole('button', { name: 'View catalog' }).click();
    await sheet().getByRole('button', { name: 'Add Classic Hoodie (M, black)' }).waitFor();
    await sheet().getByRole('button', { name: 'Close' }).click();
  });

  test('a form is filled in screen by screen, goes back, and is sent', async () => {
    await show.sends(FORM);
    await log().getByRole('button', { name: 'Choose a time' }).press('Enter');
    await sheet().getByLabel('Day').fill('2026-12-01');
    await sheet()
      .getByRole('radio', { name: /Morning/ })
      .check();
    await sheet().getByRole('button', { name: 'Continue' }).click();
    await sheet().getByRole('button', { name: 'Back' }).click();
    assert.equal(await sheet().getByLabel('Day').inputValue(), '2026-12-01');
    await sheet().getByRole('button', { name: 'Continue' }).click();
    await sheet().getByLabel('Name').fill('Ana');
    await sheet().getByRole('button', { name: 'Book' }).click();

    const { interactive } = await hearsMessage('interactive');
    const answer = JSON.parse(interactive.nfm_reply.response_json);
    assert.deepEqual([answer.name, answer.day, answer.flow_token], ['Ana', '2026-12-01', 'token-1']);
    await sheet().waitFor({ state: 'detached' });
  });

  test('the cards of a carousel lie side by side and answer', async () => {
    await show.sends(carousel(await uploadPicture(show.origin, PICTURE)));
    const cards = log().getByRole('list', { name: '3 cards' });
    await cards.getByRole('listitem', { name: 'Card 2 of 3' }).getByRole('button', { name: 'Tell me more' }).click();
    const heard = await hears('messages', (value) => value.messages?.[0]?.interactive?.type === 'button_reply');
    assert.equal(heard.messages[0].interactive.button_reply.id, 'more-1');
  });

  test('offers are stopped under one of them, and wanted again', async () => {
    await show.sends(OFFER);
    await log().getByRole('button', { name: 'Stop offers' }).click();
    await hears('user_preferences', (value) => value.user_preferences[0].value === 'stop');
    await log().getByRole('button', { name: 'Get offers again' }).click();
    await hears('user_preferences', (value) => value.user_preferences[0].value === 'resume');
  });

  test('the number hides behind a username', async () => {
    await page.getByText('Ana García’s phone').click();
    await page.getByRole('switch', { name: 'Hide my number' }).click();
    await page.getByText('Businesses see @ana').waitFor();
    show.emulator.phone(ANA).says('who am I?');
    const heard = await hears('messages', (value) => value.messages?.[0]?.text?.body === 'who am I?');
    assert.equal('wa_id' in heard.contacts[0], false);
    await page.getByRole('switch', { name: 'Hide my number' }).click();
  });

  test('moves to another number, and the businesses are told', async () => {
    await page.getByRole('button', { name: 'Change number' }).click();
    await page.getByRole('textbox', { name: /New number/ }).fill('+16505559876');
    await page.getByRole('button', { name: 'Change number' }).click();
    const { system } = await hearsMessage('system');
    assert.equal(system.wa_id, '16505559876');
    await page.getByText('Ana García’s phone').click();
  });

  test('knobs are turned, are seen to be on, and all turned off', async () => {
    const { knobs } = show.emulator;
    await page.getByText('Make trouble').click();
    await page.getByRole('switch', { name: 'WhatsApp is down' }).click();
    await page.getByRole('slider', { name: 'Accepted, answer lost' }).press('ArrowRight');
    await page.getByLabel('Error', { exact: true }).selectOption('131056');
    await page.getByLabel('Out of order among').selectOption('5');
    await page.getByText('4 knobs on').waitFor();
    const { calls, webhooks } = knobs.read();
    assert.deepEqual([calls.down, calls.dropAfter, calls.errors[0]?.code], [true, 0.05, 131056]);
    assert.deepEqual([webhooks.shuffle, webhooks.waitMs], [5, 1_000]);

    await page.getByRole('button', { name: 'Everything works again' }).click();
    await page.getByText('4 knobs on').waitFor({ state: 'detached' });
    assert.equal(knobs.read().calls.down, false);
  });

  test('a knob turned by a program shows on the panel', async () => {
    show.emulator.knobs.set({ statuses: { lost: 0.25 } });
    await page.getByText('1 knob on').waitFor();
    assert.equal(await page.getByRole('slider', { name: 'Never sent' }).inputValue(), '0.25');
    show.emulator.knobs.reset();
  });

  test('the clock goes forward until the service window is closed', async () => {
    await page.getByRole('button', { name: '+24 hours' }).click();
    await page
      .getByText('Tomorrow')
      .or(page.getByText(/^It is /))
      .first()
      .waitFor();
    const id = await show.sends({ to: '+16505559876', type: 'text', text: { body: 'Still there?' } });
    await hears(
      'messages',
      (value) => value.statuses?.[0]?.id === id && value.statuses[0].errors?.[0]?.code === 131047,
    );
  });

  test('a conversation is saved as a transcript', async () => {
    await page.getByText('Record as a test').click();
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Save whole chat' }).click();
    const saved = await download;
    assert.match(saved.suggestedFilename(), /recorded\.test\.yaml$/);
    const { transcripts } = parse(readFileSync(await saved.path(), 'utf8'));
    assert.deepEqual(transcripts[0].talk.slice(0, 2), [{ customer: 'hi' }, { bot: 'Warm things that are in stock.' }]);
  });

  test('the ledger shows what failed, and what a knob did to it', async () => {
    show.emulator.knobs.set({ calls: { errors: [{ code: 131056 }] } });
    await assert.rejects(show.sends({ type: 'text', text: { body: 'too fast' } }));
    show.emulator.knobs.reset();
    await page.getByRole('button', { name: 'Failed' }).click();
    await page.getByText('Trouble: error 131056').waitFor();
    assert.equal(await page.getByText('messages · sent for').count(), 0);
  });

  test('works without a complaint of the browser', () => {
    assert.deepEqual(complaints, []);
  });
});

/** Whatever came over the wire; tests look into it freely. */
type Heard = ReturnType<typeof JSON.parse>;
