import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'drizzle-orm';
import type { Page } from 'playwright-core';
import { fillMessageWords } from '../../server/src/conversations/index.ts';
import { until } from '../../server/test/desk.ts';
import { openConsole, settled, whySkipped } from './support.ts';

describe('the inbox', { skip: whySkipped() }, () => {
  let t: Awaited<ReturnType<typeof openConsole>>;
  before(async () => {
    t = await openConsole();
  });
  after(async () => t?.end());

  /** A customer who wrote to the demo shop and was answered; gives the id of the conversation. */
  async function aCustomer(number: string, name: string, text = 'hi'): Promise<string> {
    const phone = t.phone(number, name);
    phone.says(text, { to: t.shop });
    await phone.next({ to: t.shop });
    const { rows } = await t.ctx.db.execute<{ id: string }>(
      sql`select v.id from conversations v join contacts k on k.business_id = v.business_id and k.id = v.contact_id where k.name = ${name}`,
    );
    return rows[0]!.id;
  }

  type Standing = { status: string; assignee: string | null; waits: boolean };
  async function standing(id: string): Promise<Standing> {
    const { rows } = await t.ctx.db.execute<Standing>(
      sql`select status, (select name from people p where p.id = assignee_id) assignee, waiting_since is not null waits
        from conversations where id = ${id}::uuid`,
    );
    return rows[0]!;
  }

  /** Many messages lie between what was said first and what is on the screen. */
  const muchIsSaid = (id: string, count: number) =>
    t.ctx.db.execute(sql`
      insert into messages (business_id, id, conversation_id, channel_id, direction, author, status, content, sent_at, created_at)
      select v.business_id, uuidv7(), v.id, v.channel_id, 'inbound', 'customer', 'received',
          jsonb_build_object('type', 'text', 'body', 'line ' || n), now(), now()
        from conversations v, generate_series(1, ${count}) n where v.id = ${id}::uuid`);

  test('finds what was said long ago in a conversation, and goes back to where one was', async () => {
    const id = await aCustomer('+16505550301', 'Noor Haddad', 'Where is my Párcel?');
    await muchIsSaid(id, 130);
    await t.ctx.db.execute(sql`update conversations set last_message_at = now() where id = ${id}::uuid`);
    await fillMessageWords(t.ctx);
    const { page, complaints, close } = await t.open(`/demo-shop/inbox/${id}`);
    await page.getByText('line 130').last().waitFor();

    await page.getByRole('textbox', { name: 'Message to the customer' }).focus();
    await page.keyboard.press('Control+f');
    const field = page.getByRole('searchbox', { name: 'Search in this conversation' });
    await field.fill('parcel');
    const bubble = page.getByRole('article').filter({ hasText: 'Where is my Párcel?' });
    await bubble.and(page.locator('[data-found]')).waitFor();
    assert.match(await page.getByRole('search').getByRole('status').innerText(), /^1 of 1\. .*Noor Haddad.*Párcel/);

    await field.fill('line 13');
    await page.getByText('1 of 2').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByText('2 of 2').first().waitFor();
    await field.fill('zebra');
    await page.getByText('Nothing found').first().waitFor();

    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    assert.equal(await page.evaluate('document.activeElement.tagName'), 'TEXTAREA', 'who closes the search writes on');
    assert.equal(await page.locator('[data-found]').count(), 0);
    assert.deepEqual(complaints, []);
    await close();
  });

  /** Ticks the boxes of these conversations. */
  async function select(page: Page, ...names: string[]): Promise<void> {
    for (const name of names) await page.getByRole('checkbox', { name: `Select ${name}` }).check({ force: true });
  }

  test('takes back what was done to several conversations: each is as it was', async () => {
    const waiting = await aCustomer('+16505550302', 'Vera Waits', 'I want to talk to a human');
    const atBot = await aCustomer('+16505550303', 'Bo Bot');
    const before = [await standing(waiting), await standing(atBot)];
    assert.deepEqual(
      before.map(({ waits }) => waits),
      [true, false],
    );
    const { page, close } = await t.open('/demo-shop/inbox');
    await settled(page);

    await select(page, 'Vera Waits', 'Bo Bot');
    await page.getByRole('button', { name: 'Assign to me' }).click();
    await until(async () => (await standing(waiting)).assignee !== null && (await standing(atBot)).assignee !== null);
    await page.getByRole('button', { name: 'Undo' }).click();
    await until(async () => !(await standing(atBot)).waits && (await standing(waiting)).assignee === null);
    assert.deepEqual([await standing(waiting), await standing(atBot)], before);
    await page.getByRole('button', { name: 'Undo' }).waitFor({ state: 'detached' });

    await select(page, 'Vera Waits', 'Bo Bot');
    await page.getByRole('toolbar').getByRole('button', { name: 'Resolve' }).click();
    await until(async () => (await standing(waiting)).status === 'resolved');
    await page.getByRole('button', { name: 'Undo' }).click();
    await until(async () => (await standing(waiting)).status === 'open' && (await standing(atBot)).status === 'open');
    assert.deepEqual([await standing(waiting), await standing(atBot)], before);
    await close();
  });
});
