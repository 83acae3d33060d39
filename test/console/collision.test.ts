import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openConsole, settled, whySkipped } from './support.ts';

const BEN = { email: 'ben@harbour.example', password: 'eleven-slow-turtles' };

describe('two who work in the same inbox', { skip: whySkipped() }, () => {
  let t: Awaited<ReturnType<typeof openConsole>>;
  let ana: Page;
  let ben: Page;

  before(async () => {
    t = await openConsole();
    await hire('Ben Weber');
    const phone = t.phone('+16505550111', 'Maya Lin');
    phone.says('I want to talk to a human', { to: t.shop });
    await phone.next({ to: t.shop });
    [ana, ben] = [await inbox(t.owner), await inbox(BEN)];
  });
  after(async () => t?.end());

  async function hire(name: string): Promise<void> {
    const headers = { origin: t.origin, 'x-business': 'demo-shop' };
    const { page, close } = await t.open('/demo-shop/home');
    const invited = await page.request.post(`${t.origin}/api/v1/team/invitations`, {
      headers,
      data: { email: BEN.email, role: 'agent' },
    });
    const [, id, token] = /invitation\/([^#]+)#(.+)$/.exec((await invited.json()).link) ?? [];
    const accepted = await fetch(`${t.origin}/api/v1/invitations/${id}/acceptance`, {
      method: 'POST',
      headers: { origin: t.origin, 'content-type': 'application/json' },
      body: JSON.stringify({ token, name, password: BEN.password }),
    });
    assert.equal(accepted.status, 201);
    await close();
  }

  async function inbox(who: { email: string; password: string }): Promise<Page> {
    const { page } = await t.open('/demo-shop/inbox', { as: who });
    await settled(page);
    await page.getByText('Maya Lin').first().click();
    await page.getByRole('log').getByText('I want to talk to a human').waitFor();
    return page;
  }

  const answer = (page: Page) => page.getByRole('textbox', { name: 'Message to the customer' });

  test('see that the other one is there, and who types', async () => {
    await ana.getByText('Ben Weber is looking at this, too').waitFor();

    await answer(ben).fill('Hello Maya');

    await ana.getByRole('status').getByText('Ben Weber is typing').waitFor();
    assert.equal(await ben.getByText('Ben Weber is typing').count(), 0, 'nobody is told of themselves');
  });

  test('of two who take over, one has it, and the other reads who, without reloading', async () => {
    await ben.getByRole('button', { name: 'Take over' }).click();
    await ben.getByRole('button', { name: 'Give back to bot' }).waitFor();

    await ana.getByRole('heading', { name: 'Maya Lin' }).first().waitFor();
    await ana.locator('header').getByText('Ben Weber').waitFor();
  });

  test('see the answer of the other one, and that they left', async () => {
    await answer(ben).press('Enter');
    await ana.getByRole('log').getByText('Hello Maya', { exact: true }).waitFor();

    await ben.goto(`${t.origin}/demo-shop/orders`);

    await ana
      .getByText(/Ben Weber is (typing|looking)/)
      .first()
      .waitFor({ state: 'detached' });
  });

  test('find a view they saved on every device, and not the views of others', async () => {
    const views = async (page: Page) => {
      await page.getByRole('button', { name: 'Saved views' }).click();
      await page.getByPlaceholder('Save what you see as').waitFor();
    };
    await ana.goto(`${t.origin}/demo-shop/inbox?status=resolved`);
    await settled(ana);
    await views(ana);
    await ana.getByPlaceholder('Save what you see as').fill('Done');
    await ana.keyboard.press('Enter');
    await ana.getByRole('menuitem', { name: 'Done' }).waitFor();

    const { page: phone } = await t.open('/demo-shop/inbox', { viewport: { width: 390, height: 844 } });
    await settled(phone);
    await views(phone);
    await phone.getByRole('menuitem', { name: 'Done' }).click();
    await phone.waitForURL(/status=resolved/);

    await ben.goto(`${t.origin}/demo-shop/inbox`);
    await settled(ben);
    await views(ben);
    assert.equal(await ben.getByRole('menuitem', { name: 'Done' }).count(), 0);
  });
});
