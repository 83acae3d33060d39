import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { parrot, testDesk } from '../../test/desk.ts';
import { members, people } from '../accounts/schema.ts';
import { conversations } from '../conversations/schema.ts';
import { newId } from '../platform/id.ts';
import type { Mail } from '../platform/mail.ts';
import { secretBox } from '../platform/secrets.ts';
import { filledIn } from './canned-replies.ts';
import { mentionsIn } from './entries.ts';
import { type NoticeDoors, tellHandOffs, tellMentioned } from './notices.ts';
import { notePresence } from './presence.ts';
import { openPushes } from './pushing.ts';
import { inboxSettings, noticeWishes, pushSubscriptions } from './schema.ts';

describe('notices', () => {
  let t: Awaited<ReturnType<typeof testDesk>>;
  let ana: string;
  const mailed: { to: string; subject: string; text: string }[] = [];
  const mail: Mail = {
    send: async (letter) => {
      mailed.push(letter);
    },
    close: () => {},
  };
  let doors: NoticeDoors;

  before(async () => {
    t = await testDesk();
    doors = {
      mail,
      publicUrl: 'https://desk.example.com',
      pushes: openPushes(t.ctx, secretBox('a key'), 'mailto:desk@example.com'),
    };
    ana = newId();
    await t.ctx.db.insert(people).values({ id: ana, name: 'Ana', email: 'ana@example.com', language: 'es' });
    await t.ctx.db.insert(members).values({ businessId: t.business.id, personId: ana, role: 'agent' });
    await t.ctx.db
      .insert(noticeWishes)
      .values({ businessId: t.business.id, personId: ana, byMail: ['hand_off', 'mention'] });
  });
  after(() => t.end());

  async function handOff(phone: string): Promise<string> {
    const node = await t.node(
      parrot({
        takeTurn: async ({ state }) => ({ state, replies: [], trace: null, handOff: { reason: 'wants a person' } }),
      }),
    );
    await node.statements.receive({
      messages: [t.hello('help', { phone: `+${phone}`, wa_id: phone })],
      statuses: [],
      raw: [],
    });
    await node.idle();
    await node.leave();
    const [row] = await t.rows<{ id: string }>(`select id from conversations where wa_id = '${phone}'`);
    return row!.id;
  }

  test('of a hand-off are told once, in the language of who is told, with a link', async () => {
    const id = await handOff('16505550601');

    const told = await Promise.all([tellHandOffs(t.ctx, doors), tellHandOffs(t.ctx, doors)]);

    assert.equal(told[0]! + told[1]!, 1);
    assert.deepEqual(mailed, [
      {
        to: 'ana@example.com',
        subject: 'Shop: Sheena pide hablar con una persona',
        text: `wants a person\n\nhttps://desk.example.com/shop/inbox/${id}`,
      },
    ]);
  });

  test('of a hand-off go to whose turn it is, where the business wants it so; who has a screen open gets no mail', async () => {
    mailed.length = 0;
    await t.ctx.db
      .insert(inboxSettings)
      .values({ businessId: t.business.id, handOffs: 'in_turn', updatedAt: t.ctx.now() });
    await notePresence(t.ctx, [{ businessId: t.business.id, personId: ana }]);
    const id = await handOff('16505550602');

    await tellHandOffs(t.ctx, doors);

    const given = (await t.ctx.db.select().from(conversations)).find((one) => one.id === id);
    assert.equal(given?.assigneeId, ana);
    assert.deepEqual(mailed, []);
  });

  test('of a mention reach members only', async () => {
    const stranger = newId();
    const body = `@[Ana](${ana}) and @[Nobody](${stranger}), look`;

    assert.deepEqual(await mentionsIn(t.ctx.db, t.business.id, body), [ana]);
    await tellMentioned(doors)(t.ctx, {
      businessId: t.business.id,
      conversationId: await handOff('16505550603'),
      by: 'Ben',
      personIds: [ana],
    });
  });

  test('in a browser: its keys are sealed, one browser is kept once, and a private address is never asked', async () => {
    const subscription = {
      endpoint: 'https://127.0.0.1:9/push/1',
      keys: {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
    };
    await doors.pushes.subscribe(t.business.id, ana, subscription, ['order']);
    await doors.pushes.subscribe(t.business.id, ana, subscription, ['order', 'mention']);

    const rows = await t.ctx.db.select().from(pushSubscriptions);
    assert.equal(rows.length, 1);
    assert.ok(!rows[0]!.keys.includes('BTBZ'));
    await doors.pushes.send(t.business.id, [ana], 'mention', () => ({ title: 'a', body: 'b', url: '/', tag: 'c' }));
    assert.equal((await t.ctx.db.select().from(pushSubscriptions))[0]!.lastUsedAt, null);
    assert.equal(await doors.pushes.publicKey(), await openPushes(t.ctx, secretBox('a key'), '').publicKey());
  });
});

describe('a canned reply', () => {
  test('fills in what is known and shows what is missing', () => {
    const values = { 'contact.name': 'Ana', 'business.hours': null };
    assert.equal(
      filledIn('Hi {{ contact.name }}, {{business.hours}} {{no.such}}', values),
      'Hi Ana, {{business.hours}} {{no.such}}',
    );
  });
});
