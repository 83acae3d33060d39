import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { apiOf } from '../../test/api.ts';
import { testContext } from '../../test/support.ts';
import { orderRecords } from '../commerce/index.ts';
import { orders } from '../commerce/schema.ts';
import { conversationRecords } from '../conversations/index.ts';
import { channels, conversations, messages } from '../conversations/schema.ts';
import { newId } from '../platform/id.ts';
import { businesses } from '../platform/schema.ts';
import { reportTicket, ticketRecords } from '../production/index.ts';
import { recordConsent } from './consent.ts';
import { consentRoutes, contactFileRoutes, contactRoutes } from './index.ts';
import { contactIdentities, contacts } from './schema.ts';

const records = [conversationRecords, orderRecords, ticketRecords];

describe('the API of contacts', () => {
  let t: Awaited<ReturnType<typeof testContext>>;
  let app: FastifyInstance;
  const [businessId, otherId, channelId] = [newId(), newId(), newId()];
  before(async () => {
    t = await testContext();
    await t.ctx.db.insert(businesses).values([
      { id: businessId, slug: 'shop', name: 'Shop', timeZone: 'America/New_York', country: 'US' },
      { id: otherId, slug: 'other', name: 'Other' },
    ]);
    await t.ctx.db
      .insert(channels)
      .values({ businessId, id: channelId, kind: 'test', name: 'Test', externalId: '1', address: '+15550000000' });
    app = await apiOf(t.ctx, async (api) => {
      await api.register(contactRoutes(t.ctx, records));
      await api.register(contactFileRoutes(t.ctx, records));
      await api.register(consentRoutes(t.ctx));
    });
  });
  after(async () => {
    await app.close();
    await t.end();
  });

  type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';
  const call = async (method: Method, url: string, payload?: object | string, business = 'shop') => {
    const answer = await app.inject({
      method,
      url,
      ...(payload === undefined ? {} : { payload }),
      headers: { 'x-business': business, ...(typeof payload === 'string' ? { 'content-type': 'text/csv' } : {}) },
    });
    const isJson = answer.headers['content-type']?.toString().includes('json');
    return { status: answer.statusCode, body: isJson ? answer.json() : {}, text: answer.body };
  };
  const add = async (phone: string, more: object = {}) => (await call('POST', '/contacts', { phone, ...more })).body.id;
  const namesOf = async (query: string) =>
    (await call('GET', `/contacts?${query}`)).body.items.map(({ name }: { name: string }) => name);

  /** A conversation with one message of each side, an order and a ticket. */
  const history = async (contactId: string, waId: string, lastInboundAt: Date) => {
    const [conversation] = await t.ctx.db
      .insert(conversations)
      .values({ businessId, channelId, contactId, waId, lastInboundAt, lastMessageAt: lastInboundAt })
      .returning();
    const message = {
      businessId,
      conversationId: conversation!.id,
      channelId,
      createdAt: lastInboundAt,
      sentAt: lastInboundAt,
    };
    await t.ctx.db.insert(messages).values([
      {
        ...message,
        direction: 'inbound',
        author: 'customer',
        status: 'received',
        content: { type: 'text', body: 'Hello' },
      },
      { ...message, direction: 'outbound', author: 'bot', status: 'read', content: { type: 'text', body: 'Hi' } },
    ]);
    return conversation!;
  };

  test('adds somebody once, however the number is written', async () => {
    const made = await call('POST', '/contacts', {
      phone: '(650) 555-0101',
      name: ' Sofía\nGarcía ',
      language: 'es',
      tags: ['vip', 'vip'],
      facts: { email: 'sofia@example.com', shoe_size: '38' },
    });
    assert.equal(made.status, 201);
    assert.deepEqual(
      [made.body.name, made.body.phone, made.body.tags, made.body.email, made.body.facts.shoe_size],
      ['Sofía García', '+16505550101', ['vip'], 'sofia@example.com', '38'],
    );

    const again = await call('POST', '/contacts', { phone: '+1 650 555 0101' });
    assert.deepEqual(
      [again.status, again.body.type, again.body.contactId],
      [409, '/problems/contact-exists', made.body.id],
    );
    assert.equal((await call('POST', '/contacts', { phone: 'call me' })).status, 400);
  });

  test('finds people by parts of their name, e-mail, number and username, with or without accents', async () => {
    const omar = await add('+16505550102', { name: 'Omar' });
    await t.ctx.db
      .insert(contactIdentities)
      .values({ businessId, kind: 'username', value: 'omar_the_smith', contactId: omar });
    for (const search of ['sofia', 'GARCÍA sof', 'a@example', '555-0101', '0650 555 0101'])
      assert.deepEqual(await namesOf(`search=${encodeURIComponent(search)}`), ['Sofía García'], search);
    assert.deepEqual(await namesOf('search=@omar_the'), ['Omar']);
    assert.deepEqual(await namesOf('search=100%25'), []);
    assert.deepEqual(await namesOf(`search=sofia&tag=vip&language=es`), ['Sofía García']);
    assert.deepEqual(await namesOf(`search=sofia&tag=new`), []);
  });

  test('filters by what people said about marketing', async () => {
    const [yes, no] = [await add('+16505550103', { name: 'Yes' }), await add('+16505550104', { name: 'No' })];
    await call('POST', '/consents', { contactId: yes, granted: true, source: 'order form' });
    await call('POST', '/consents', { contactId: no, granted: true, source: 'order form' });
    t.clockMovesBy(1_000);
    await call('POST', '/consents', { contactId: no, granted: false, source: 'word: STOP' });
    assert.deepEqual(await namesOf('marketing=granted'), ['Yes']);
    assert.deepEqual(await namesOf('marketing=refused'), ['No']);
    assert.deepEqual(await namesOf('marketing=unknown'), ['Omar', 'Sofía García']);
  });

  test('pages through a list without repeating or losing anybody', async () => {
    const first = (await call('GET', '/contacts?limit=3')).body;
    const rest = (await call('GET', `/contacts?limit=3&cursor=${first.nextCursor}`)).body;
    assert.equal(rest.nextCursor, null);
    assert.deepEqual(
      [...first.items, ...rest.items].map(({ name }) => name),
      ['No', 'Yes', 'Omar', 'Sofía García'],
    );
    assert.equal((await call('GET', '/contacts?cursor=x')).status, 400);
  });

  test('changes what is named and leaves the rest', async () => {
    const id = await add('+16505550105', { name: 'Ada', facts: { email: 'ada@example.com', note: 'left-handed' } });
    const { body } = await call('PATCH', `/contacts/${id}`, { language: 'pt-BR', facts: { note: null } });
    assert.deepEqual([body.name, body.language, body.facts], ['Ada', 'pt-BR', { email: 'ada@example.com' }]);
    assert.equal((await call('PATCH', `/contacts/${id}`, { language: 'Klingonese' })).status, 400);
    assert.equal((await call('PATCH', `/contacts/${newId()}`, { name: 'X' })).status, 404);
    assert.equal((await call('PATCH', `/contacts/${id}`, { name: 'X' }, 'other')).status, 404);
    assert.equal((await call('GET', `/contacts/${id}`, undefined, 'other')).status, 404);
  });

  test('puts tags on many at once', async () => {
    const ids = [await add('+16505550106', { tags: ['old'] }), await add('+16505550107')];
    const { body } = await call('POST', '/contacts/tags', { contactIds: ids, add: ['fair'], remove: ['old'] });
    assert.equal(body.contacts, 2);
    assert.equal((await namesOf('tag=fair')).length, 2);
    const { items } = (await call('GET', '/contacts/tags')).body;
    assert.deepEqual(items, [
      { tag: 'fair', contacts: 2 },
      { tag: 'vip', contacts: 1 },
    ]);
  });

  test('tells what happened with a person, newest first, page by page', async () => {
    const id = await add('+16505550108', { name: 'Lin' });
    await history(id, '16505550108', new Date('2026-03-01T03:30:00Z')); // still February in New York
    t.clockMovesTo('2026-03-02T13:00:00Z');
    await t.ctx.db.transaction(async (tx) => {
      const report = {
        businessId,
        contactId: id,
        conversationId: null,
        kind: 'defect' as const,
        description: 'Torn',
        mediaIds: [],
      };
      await reportTicket(t.ctx, tx, report);
      await recordConsent(tx, {
        businessId,
        contactId: id,
        scope: 'marketing',
        granted: true,
        source: 'form',
        at: t.ctx.now(),
      });
    });
    t.clockMovesTo('2027-01-01T00:00:00Z'); // after the contact was made, which the database's clock says
    const kindsOf = (items: { kind: string }[]) => items.map(({ kind }) => kind);
    const all = (await call('GET', `/contacts/${id}/timeline`)).body.items;
    assert.deepEqual(kindsOf(all).sort(), ['consent', 'contact', 'messages', 'ticket']);
    const day = all.find(({ kind }: { kind: string }) => kind === 'messages');
    assert.deepEqual([day.day, day.received, day.sent], ['2026-02-28', 1, 1]);

    const pages = [];
    for (let cursor = ''; ; ) {
      const page: { items: { key: string }[]; nextCursor: string | null } = (
        await call('GET', `/contacts/${id}/timeline?limit=1${cursor}`)
      ).body;
      pages.push(...page.items);
      if (page.nextCursor === null) break;
      cursor = `&cursor=${page.nextCursor}`;
    }
    assert.deepEqual(pages, all);
  });

  describe('two contacts that are one person', () => {
    test('become one, with everything of both, and can be taken apart again', async () => {
      const kept = await add('+16505550111', { name: 'Eve', tags: ['a'] });
      const merged = await add('+16505550112', { name: 'Eva', tags: ['b'], facts: { email: 'eve@example.com' } });
      const old = await history(kept, '16505550111', new Date('2026-03-01T10:00:00Z'));
      const young = await history(merged, '16505550112', new Date('2026-03-01T11:00:00Z'));
      const order = { businessId, id: newId(), number: 7, contactId: merged, state: 'confirmed' as const };
      await t.ctx.db
        .insert(orders)
        .values({ ...order, amount: 100, currency: 'USD', createdAt: t.ctx.now(), updatedAt: t.ctx.now() });
      await call('POST', '/consents', { contactId: kept, granted: true, source: 'order form' });
      t.clockMovesBy(-60_000);
      await call('POST', '/consents', { contactId: merged, granted: false, source: 'word: STOP' });
      t.clockMovesBy(60_000);

      const merge = await call('POST', `/contacts/${kept}/merges`, { contactId: merged });
      assert.deepEqual([merge.status, merge.body.mergedName], [201, 'Eva']);
      const both = (await call('GET', `/contacts/${kept}`)).body;
      assert.deepEqual([both.name, both.tags, both.email], ['Eve', ['a', 'b'], 'eve@example.com']);
      assert.equal(both.marketing, 'refused', 'a no stays a no');
      assert.equal(both.identities.filter(({ kind }: { kind: string }) => kind === 'phone').length, 2);
      assert.deepEqual(both.standing.orders, { count: 1, open: 1, spent: [{ amount: 100, currency: 'USD' }] });
      const open = both.standing.conversations.filter(({ closedAt }: { closedAt: string | null }) => closedAt === null);
      assert.deepEqual(
        open.map(({ id }: { id: string }) => id),
        [young.id],
        'the one they last wrote in goes on',
      );
      assert.equal(both.standing.conversations.length, 2);
      assert.equal((await call('GET', `/contacts/${merged}`)).body.mergedInto, kept);
      assert.ok(!(await namesOf('limit=100')).includes('Eva'));
      assert.equal((await call('PATCH', `/contacts/${merged}`, { name: 'X' })).body.type, '/problems/contact-merged');

      const undone = await call('DELETE', `/contacts/${kept}/merges/${merge.body.id}`);
      assert.equal(undone.status, 200);
      assert.deepEqual(
        [undone.body.name, undone.body.tags, undone.body.email, undone.body.marketing],
        ['Eve', ['a'], null, 'granted'],
      );
      assert.deepEqual(
        undone.body.standing.conversations.map(({ id, closedAt }: { id: string; closedAt: null }) => [id, closedAt]),
        [[old.id, null]],
      );
      const apart = (await call('GET', `/contacts/${merged}`)).body;
      assert.deepEqual(
        [apart.phone, apart.marketing, apart.standing.orders.count, apart.mergedInto],
        ['+16505550112', 'refused', 1, null],
      );
      assert.equal((await call('DELETE', `/contacts/${kept}/merges/${merge.body.id}`)).status, 404);
    });

    test('are never of two businesses, nor the same', async () => {
      const id = await add('+16505550113');
      const [foreign] = await t.ctx.db.insert(contacts).values({ businessId: otherId, name: 'Foreign' }).returning();
      assert.equal((await call('POST', `/contacts/${id}/merges`, { contactId: foreign!.id })).status, 404);
      assert.equal((await call('POST', `/contacts/${id}/merges`, { contactId: id })).status, 400);
    });
  });

  test('forgets a person and keeps what the books need', async () => {
    const id = await add('+16505550121', { name: 'Forget Me', facts: { email: 'forget@example.com' } });
    const conversation = await history(id, '16505550121', new Date('2026-03-01T10:00:00Z'));
    const order = {
      businessId,
      id: newId(),
      number: 8,
      contactId: id,
      state: 'delivered' as const,
      note: 'ring twice',
    };
    await t.ctx.db
      .insert(orders)
      .values({ ...order, amount: 500, currency: 'USD', createdAt: t.ctx.now(), updatedAt: t.ctx.now() });

    const { status, body } = await call('DELETE', `/contacts/${id}`);
    assert.equal(status, 200);
    assert.deepEqual(
      [body.name, body.phone, body.email, body.identities, body.standing.orders.count],
      ['', null, null, [], 1],
    );
    const rows = await t.ctx.db.select().from(messages);
    for (const { content, conversationId } of rows)
      if (conversationId === conversation.id) assert.deepEqual(content, { type: 'erased' });
    assert.equal((await t.ctx.db.select().from(orders)).find(({ number }) => number === 8)?.note, null);
    assert.equal((await call('DELETE', `/contacts/${id}`)).body.type, '/problems/contact-erased');
    const dump = (await t.ctx.db.$client.query(`select jsonb_agg(a) from audit_log a`)).rows[0];
    assert.doesNotMatch(JSON.stringify(dump), /Forget Me|forget@example|6505550121/, 'nor does the audit log remember');
  });

  describe('a CSV file', () => {
    const file = [
      'Full name;Mobile;E-mail;Tags;Opt-in;Shoe',
      'Ann;+1 650 555 0131;ann@example.com;gold, fair;yes;38',
      'Ann again;6505550131;;;;',
      '"Bo;b";+16505550132;;silver;;',
      "Cy;'+16505550133;cy@example.com;;no;",
    ].join('\r\n');

    test('is read as it would be, and nothing is written', async () => {
      const { status, body } = await call('POST', '/contacts/import?dryRun=true', file);
      assert.equal(status, 200);
      assert.deepEqual(
        body.columns.map(({ column, holds }: Record<string, string>) => [column, holds]),
        [
          ['Full name', 'name'],
          ['Mobile', 'phone'],
          ['E-mail', 'email'],
          ['Tags', 'tags'],
          ['Opt-in', 'marketing'],
          ['Shoe', '-'],
        ],
      );
      assert.deepEqual([body.rows, body.created, body.repeated], [4, 3, [{ line: 3, first: 2 }]]);
      assert.deepEqual(await namesOf('search=Bo;b'), []);
    });

    test('of an address book brings both names, and its numbers', async () => {
      const book = 'First Name,Last Name,Phone 1 - Label,Phone 1 - Value\nDora,Lee,Mobile,6505550151.0\n';
      assert.equal((await call('POST', '/contacts/import', book)).body.created, 1);
      assert.deepEqual(await namesOf('search=6505550151'), ['Dora Lee']);
    });

    test('with two columns of one name lets say which is meant', async () => {
      const twice = 'name,phone,phone\nFay,none,+16505550161\n';
      const { columns } = (await call('POST', '/contacts/import?dryRun=true', twice)).body;
      assert.deepEqual(
        columns.map(({ column }: { column: string }) => column),
        ['name', 'phone', 'phone (2)'],
      );
      const holds = encodeURIComponent(JSON.stringify({ name: 'name', 'phone (2)': 'phone' }));
      assert.equal((await call('POST', `/contacts/import?columns=${holds}`, twice)).body.created, 1);
    });

    test('is imported once, however often it is sent', async () => {
      assert.equal((await call('POST', '/contacts/import', file)).body.type, '/problems/import-needs-source');
      const first = (await call('POST', '/contacts/import?source=fair%20list', file)).body;
      assert.deepEqual([first.created, first.updated, first.unchanged], [3, 0, 0]);
      const again = (await call('POST', '/contacts/import?source=fair%20list', file)).body;
      assert.deepEqual([again.created, again.updated, again.unchanged], [0, 0, 3]);
      assert.deepEqual(await namesOf('tag=gold&marketing=granted'), ['Ann']);
    });

    test('with a wrong line is not imported at all, or without that line when told so', async () => {
      const wrong = 'name,phone\nDi,+16505550141\nEd,none\n';
      const refused = (await call('POST', '/contacts/import', wrong)).body;
      assert.deepEqual(
        [refused.wrongRows, refused.wrong],
        [1, [{ line: 3, column: 'phone', problem: 'phone-invalid' }]],
      );
      assert.deepEqual(await namesOf('search=Di'), []);
      await call('POST', '/contacts/import?skipWrong=true', wrong);
      assert.deepEqual(await namesOf('search=Di'), ['Di']);
    });

    test('that is none gets a clear word', async () => {
      assert.equal((await call('POST', '/contacts/import', 'name,phone\n"open,1\n')).body.type, '/problems/csv-wrong');
      assert.equal((await call('POST', '/contacts/import', 'name\nAnn\n')).body.type, '/problems/import-without-phone');
      assert.equal(
        (await call('POST', '/contacts/import?columns=x', 'phone\n1\n')).body.type,
        '/problems/columns-unreadable',
      );
      assert.equal((await call('POST', '/contacts/import', {})).body.type, '/problems/file-missing');
    });

    test('comes out as it goes in', async () => {
      const { text } = await call('GET', '/contacts/export?tag=gold');
      const [, ann] = text.trim().split('\n');
      assert.match(ann!, /^Ann,'\+16505550131,,ann@example\.com,,"gold, fair",yes,,/);
      const again = (await call('POST', '/contacts/import?source=again', text)).body;
      assert.deepEqual([again.rows, again.unchanged], [1, 1]);
    });
  });
});
