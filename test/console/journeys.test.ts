import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import type { Bubble } from '../../emulator/src/phone-api.ts';
import { until } from '../../server/test/desk.ts';
import { startParlour } from '../../server/test/parlour.ts';
import { openConsole, settled, whySkipped } from './support.ts';

/** Everything a message says, for a regular expression to look at. */
const words = ({ content }: Bubble): string => JSON.stringify(content);

/** Something nobody has to receive. */
const SPRING = {
  name: 'spring_offer',
  language: 'en_US',
  category: 'MARKETING',
  components: [{ type: 'BODY', text: 'Spring is here: 10 % off all hoodies.' }],
};

describe('somebody at work in the console', { skip: whySkipped() }, () => {
  let t: Awaited<ReturnType<typeof openConsole>>;
  before(async () => {
    t = await openConsole();
  });
  after(async () => t?.end());

  /** A customer of the demo shop; `hears` gives the next message. */
  const customer = (number: string, name: string) => {
    const phone = t.phone(number, name);
    const to = t.shop;
    return {
      says: (text: string) => phone.says(text, { to }),
      taps: (title: string) => phone.taps(title, { to }),
      hears: async () => words(await phone.next({ to })),
      asks: async (text: string) => {
        phone.says(text, { to });
        return words(await phone.next({ to }));
      },
    };
  };

  test('answers a customer who asked for a person, and gives the conversation back to the bot', async () => {
    const maya = customer('+16505550101', 'Maya Lin');
    assert.match(await maya.asks('I want to talk to a human'), /person|somebody|colleague/i);
    const { page, close } = await t.open('/demo-shop/inbox?tab=unassigned');
    await settled(page);

    await page.getByText('Maya Lin').first().click();
    await page.getByRole('button', { name: 'Take over' }).click();
    await page.getByRole('textbox', { name: 'Message to the customer' }).fill('Hello Maya, Ana here');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    assert.match(await maya.hears(), /Hello Maya, Ana here/);

    maya.says('Thank you!');
    await page.getByRole('log').getByText('Thank you!').waitFor();
    await page.getByRole('button', { name: 'Give back to bot' }).click();
    await page.getByText('Bot answers').first().waitFor();
    assert.match(await maya.asks('menu'), /Browse products/);
    await close();
  });

  test('reaches a customer by template after the window, and never with marketing after STOP', async () => {
    const { body: made } = await t.api('POST', '/templates', SPRING);
    assert.equal(made.type, undefined);
    const rosa = customer('+16505550107', 'Rosa Díaz');
    await rosa.asks('hi');
    assert.match(await rosa.asks('STOP'), /marketing|no more|stop/i);
    await t.rows(`update conversations c set last_inbound_at = now() - interval '25 hours'
      from contacts k where k.id = c.contact_id and k.name = 'Rosa Díaz'`);
    const { page, close } = await t.open('/demo-shop/inbox?tab=all');
    await settled(page);
    await page.getByText('Rosa Díaz').first().click();
    await page.getByText('Only templates reach this customer now').waitFor();

    const send = async (template: RegExp, values: string[]) => {
      await page.getByRole('button', { name: 'Choose template' }).click();
      const picker = page.getByRole('dialog');
      await picker.getByRole('combobox', { name: 'Template' }).click();
      await page.getByRole('option', { name: template }).first().click();
      const fields = await picker.getByRole('textbox').all();
      for (const [at, value] of values.entries()) await fields[at]?.fill(value);
      await picker.getByRole('button', { name: 'Send template' }).click();
    };
    await send(/spring offer/, []);
    await page
      .getByText(/does not want marketing|no marketing|opted out/i)
      .first()
      .waitFor();
    await send(/order update · en$/, ['Rosa', '1042', 'shipped']);

    assert.match(await rosa.hears(), /order 1042 is now shipped/);
    await close();
  });

  test('ships an order, and the customer sees it', async () => {
    const omar = customer('+16505550102', 'Omar Haddad');
    await omar.asks('Buy 1 size L black hoodie');
    omar.taps('Place the order');
    const number = /\*(\d+)\*/.exec(await omar.hears())?.[1];
    const { page, close } = await t.open(`/demo-shop/orders/${number}`);
    await settled(page);

    await page.getByRole('button', { name: 'Mark as shipped' }).first().click();
    await page.getByRole('button', { name: 'Ship and send message' }).click();

    assert.match(await omar.hears(), new RegExp(`${number} is on its way`));
    await page.getByText('Shipped').first().waitFor();
    await close();
  });

  test('edits a product, and sells it at its new price', async () => {
    const { page, close } = await t.open('/demo-shop/products');
    await settled(page);
    await page.getByText('Canvas Tote').first().click();
    await page
      .getByRole('button', { name: /^Price of/ })
      .first()
      .click();
    const price = page.getByRole('textbox', { name: /^Price of/ });
    await price.fill('23.50');
    await price.press('Enter');
    await until(async () => {
      const [row] = await t.rows<{ amount: string }>(
        `select v.amount from variants v join products p on p.id = v.product_id where p.name = 'Canvas Tote Bag' and v.amount = 2350`,
      );
      return row !== undefined;
    });
    const lea = customer('+16505550103', 'Léa Martin');

    assert.match(await lea.asks('Buy 1 canvas tote'), /23\.50/);
    await close();
  });

  test('changes a flow and publishes it, and the next customer reads it', async () => {
    const { page, close } = await t.open('/demo-shop/flows/shop');
    await settled(page);
    await page.getByText('Texts', { exact: true }).click();
    const welcome = page
      .getByRole('textbox')
      .filter({ hasText: /Welcome|assistant/ })
      .first();
    const before = await welcome.inputValue();
    await welcome.fill(before.replace(/Welcome/, 'A warm welcome'));
    await welcome.press('Tab');
    await page.getByText('Draft saved').waitFor();
    await page.getByRole('button', { name: 'Publish' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
    await page.getByText('Published').first().waitFor();

    assert.match(await customer('+16505550104', 'Noa Berg').asks('hi'), /A warm welcome/);
    await close();
  });

  test('invites a viewer, who sees the work and changes nothing', async () => {
    const { page, close } = await t.open('/demo-shop/settings/team');
    await settled(page);
    await page.getByRole('button', { name: 'Invite somebody' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('E-mail').fill('vic@harbour.example');
    await dialog.getByRole('combobox', { name: 'Role' }).click();
    await page.getByRole('option', { name: /Viewer/ }).click();
    await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    const link = await dialog.locator('code').innerText();
    await close();

    const viewer = await t.open(link.replace(/^https?:\/\/[^/]+/, ''), { isSignedIn: false });
    await viewer.page.getByLabel('Your name').fill('Vic Viewer');
    await viewer.page.getByLabel('Password', { exact: true }).fill('eleven-slow-turtles');
    await viewer.page.getByRole('button', { name: 'Join the team' }).click();
    await viewer.page.waitForURL(/demo-shop/);
    await viewer.page.goto(`${t.origin}/demo-shop/orders/1003`);
    await settled(viewer.page);

    assert.equal(await viewer.page.getByRole('button', { name: 'New order' }).count(), 0);
    const refused = await viewer.page.request.put(`${t.origin}/api/v1/orders/1003/state`, {
      headers: { origin: t.origin, 'x-business': 'demo-shop' },
      data: { state: 'shipped' },
    });
    assert.equal(refused.status(), 403);
    await viewer.close();
  });
});

describe('whoever starts Parlour for the first time', { skip: whySkipped() }, () => {
  let t: Awaited<ReturnType<typeof startParlour>>;
  let browser: Browser;
  before(async () => {
    t = await startParlour({ CONSOLE_DIST: process.env.CONSOLE_DIST ?? 'console/dist' });
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu'],
    });
  });
  after(async () => {
    await browser?.close();
    await t?.end();
  });

  test('follows the printed link and is the owner', async () => {
    const page = await browser.newPage({ locale: 'en-US' });
    page.setDefaultTimeout(60_000);
    await page.goto(t.setUpLink!.replace(/^https?:\/\/[^/]+/, t.origin));
    await page.getByLabel('Your name').fill('Ana Torres');
    await page.getByLabel('E-mail').fill('ana@harbour.example');
    await page.getByLabel('Password', { exact: true }).fill('seven-quiet-lighthouses');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByRole('button', { name: 'Later' }).click();
    await page.waitForURL(/\/home$/);
    await settled(page);

    const [member] = await t.rows<{ role: string }>('select role from members limit 1');
    assert.equal(member?.role, 'owner');
  });
});
