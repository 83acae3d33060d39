import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sql } from 'drizzle-orm';
import { until } from '../../test/desk.ts';
import { startParlour } from '../../test/parlour.ts';
import { fillMessageWords } from '../conversations/index.ts';

type Row = {
  id: string;
  status: string;
  unread: number;
  assignedTo: string;
  assignee: { name: string } | null;
  contact: { name: string; phone: string };
  lastMessage: { preview: string };
  labels: string[];
};

describe('the desk over HTTP', () => {
  let t: Awaited<ReturnType<typeof startParlour>>;
  before(async () => {
    t = await startParlour();
  });
  after(() => t.end());

  // The body's shape is what each test says it is.
  const call = async <Body>(method: string, path: string, body?: unknown) => {
    const answer = await t.api(method, path, body);
    return { status: answer.status, body: answer.body as unknown as Body };
  };
  const list = async (query: string) =>
    (await call<{ items: Row[]; nextCursor: string | null }>('GET', `/conversations?${query}`)).body;

  /** A customer of the demo shop who wrote and got an answer. */
  async function aCustomer(number: string, name: string, text = 'hi'): Promise<Row> {
    const phone = t.phone(number, name);
    phone.says(text, { to: t.shop });
    let found: Row | undefined;
    await until(async () => {
      found = (await list(`search=${encodeURIComponent(number)}`)).items[0];
      return found !== undefined && found.lastMessage.preview !== text;
    });
    return found!;
  }

  /** Everything a stream says, as it comes. */
  async function follow(lastEventId?: string) {
    const stop = new AbortController();
    const response = await fetch(`${t.origin}/api/v1/events`, {
      headers: {
        authorization: `Bearer ${t.operatorKey}`,
        ...(lastEventId ? { 'last-event-id': lastEventId } : {}),
      },
      signal: stop.signal,
    });
    assert.equal(response.status, 200);
    const events: { id: string; event: string; data: Record<string, never[]> }[] = [];
    let rest = '';
    const reading = (async () => {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
        rest += chunk;
        const parts = rest.split('\n\n');
        rest = parts.pop()!;
        for (const part of parts) {
          const field = (name: string) =>
            part
              .split('\n')
              .find((line) => line.startsWith(`${name}: `))
              ?.slice(name.length + 2);
          const event = field('event');
          if (event) events.push({ id: field('id')!, event, data: JSON.parse(field('data')!) });
        }
      }
    })().catch(() => {});
    const end = async () => {
      stop.abort();
      await reading;
    };
    return { events, end };
  }

  test('a conversation is found by number, by name and by what was said', async () => {
    const ana = await aCustomer('+16505550101', 'Ana Québec', 'where is my parcel');
    await fillMessageWords(t.ctx);

    const ids = async (search: string) =>
      (await list(`search=${encodeURIComponent(search)}`)).items.map(({ id }) => id);
    assert.deepEqual(await ids('5550101'), [ana.id]);
    assert.deepEqual(await ids('ana quebec'), [ana.id]);
    assert.deepEqual(await ids('parc'), [ana.id]);
    assert.deepEqual(await ids('%_\\'), []);
    assert.deepEqual(await ids('xylophone'), []);
  });

  test('lists go on where the page before ended', async () => {
    for (const n of [1, 2, 3]) await aCustomer(`+1650555020${n}`, `Page ${n}`);

    const all = (await list('limit=100')).items.map(({ id }) => id);
    const paged: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { items: Row[]; nextCursor: string | null } = await list(`limit=2${cursor && `&cursor=${cursor}`}`);
      paged.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    assert.deepEqual(paged, all);
  });

  test('tabs follow who answers', async () => {
    const { id } = await aCustomer('+16505550301', 'Tab');
    const has = async (query: string) => (await list(query)).items.some((one) => one.id === id);

    assert.deepEqual([await has('tab=bot'), await has('tab=unassigned')], [true, false]);
    await call('PUT', `/conversations/${id}/assignment`, { to: 'person' });
    assert.deepEqual(
      [await has('tab=bot'), await has('tab=unassigned'), await has('sort=waiting')],
      [false, true, true],
    );
    await call('PUT', `/conversations/${id}/status`, { status: 'resolved' });
    assert.deepEqual(
      [await has('tab=all'), await has('status=resolved'), await has('status=any')],
      [false, true, true],
    );
    const counts = await call<{ all: number }>('GET', '/conversations/counts');
    assert.equal(counts.body.all, (await list('limit=100')).items.length);
  });

  test('replies that did not arrive are found, also after the customer wrote again, until something else is said', async () => {
    const { id } = await aCustomer('+16505550401', 'Lost');
    const has = async (query: string) => (await list(query)).items.some((one) => one.id === id);
    assert.equal(await has('undelivered=true'), false);

    await t.ctx.db.execute(sql`update messages set status = 'failed', failure = '{"code": "131026", "title": "Undeliverable"}'
      where conversation_id = ${id}::uuid and direction = 'outbound'`);
    assert.equal(await has('undelivered=true'), true);
    assert.deepEqual(
      [await has('undelivered=true&search=Lost'), await has('undelivered=true&search=Tab')],
      [true, false],
    );
    await call('PUT', `/conversations/${id}/status`, { status: 'resolved' });
    assert.deepEqual([await has('undelivered=true'), await has('undelivered=true&status=any')], [false, true]);

    await call('POST', `/conversations/${id}/messages`, { text: 'once more' });
    assert.equal(await has('undelivered=true&status=any'), false);
  });

  test('what is not possible is said plainly', async () => {
    const { id } = await aCustomer('+16505550302', 'Odd');
    const nobody = '01900000-0000-7000-8000-000000000000';
    const problem = async (method: string, path: string, body?: unknown) =>
      (await call<{ type: string }>(method, path, body)).body.type;

    assert.equal(await problem('GET', `/conversations/${nobody}`), '/problems/conversation-not-found');
    assert.equal(
      await problem('PUT', `/conversations/${nobody}/assignment`, { to: 'bot' }),
      '/problems/conversation-not-found',
    );
    assert.equal(await problem('PUT', `/conversations/${id}/assignment`, { to: 'me' }), '/problems/only-people');
    assert.equal(await problem('PUT', `/conversations/${id}/assignment`, { to: 'next' }), '/problems/nobody-present');
    assert.equal(
      await problem('PUT', `/conversations/${id}/status`, { status: 'snoozed' }),
      '/problems/snooze-needs-moment',
    );
    assert.equal(
      await problem('POST', `/conversations/${id}/labels`, { add: ['never made'] }),
      '/problems/label-not-found',
    );
    assert.equal(await problem('GET', '/conversations?cursor=nonsense'), '/problems/invalid-cursor');
  });

  test('a screen is told what came and what was answered, and misses nothing while it is away', async () => {
    const first = await follow();
    await until(() => first.events.length > 0);
    assert.equal(first.events[0]!.event, 'hello');

    const { id } = await aCustomer('+16505550401', 'Live');
    const heard = ({ events }: typeof first, what: string) =>
      events.flatMap(({ data }) => data.messages ?? []).some((one: never) => JSON.stringify(one).includes(what));
    await until(() => heard(first, '"inbound"') && heard(first, '"outbound"'));
    assert.ok(first.events.some(({ data }) => data.conversations?.some((row: Row) => row.id === id)));
    await first.end();

    t.phone('+16505550401', 'Live').says('while you were away', { to: t.shop });
    const second = await follow(first.events.at(-1)!.id);
    await until(() => heard(second, 'while you were away'));
    assert.equal(second.events[0]!.event, 'changes');
    await second.end();

    const stranger = await follow('00000000-0000-0000-0000-000000000000.5');
    await until(() => stranger.events.length > 0);
    assert.equal(stranger.events[0]!.event, 'reset');
    await stranger.end();
  });

  test('a message is answered in its conversation, and one that failed is sent once more', async () => {
    const { id } = await aCustomer('+16505550501', 'Retry');
    const sent = await call<{ id: string }>('POST', `/conversations/${id}/messages`, { text: 'Hello from the desk' });
    assert.equal(sent.status, 202);
    const again = await call<{ type: string }>('POST', `/messages/${sent.body.id}/retry`);
    assert.equal(again.body.type, '/problems/not-to-be-retried');

    await until(
      async () => (await call<{ status: string }>('GET', `/messages/${sent.body.id}`)).body.status !== 'queued',
    );
    await t.rows(`update messages set status = 'failed', due_at = null where id = '${sent.body.id}'`);
    const [one, two] = [
      await call<{ id: string; retryOf: string }>('POST', `/messages/${sent.body.id}/retry`),
      await call<{ id: string }>('POST', `/messages/${sent.body.id}/retry`),
    ];
    assert.equal(one.body.id, two.body.id);
    assert.equal(one.body.retryOf, sent.body.id);
  });

  test('a team keeps notes, labels, replies and views', async () => {
    const { id } = await aCustomer('+16505550601', 'Noted Person');
    const note = await call<{ id: string }>('POST', `/conversations/${id}/notes`, { body: 'likes blue' });
    await call('PUT', `/conversations/${id}/notes/${note.body.id}`, { body: 'likes green' });
    await call('PUT', '/labels/VIP', { colour: 'green' });
    await call('POST', `/conversations/${id}/labels`, { add: ['vip'] });
    const entries = await call<{ items: { kind: string; body: string | null }[] }>(
      'GET',
      `/conversations/${id}/entries`,
    );
    assert.deepEqual(
      entries.body.items.map(({ kind, body }) => [kind, body]),
      [
        ['labels', null],
        ['note', 'likes green'],
      ],
    );
    assert.deepEqual(
      (await list('label=vip')).items.map(({ labels }) => labels),
      [['vip']],
    );

    const reply = { shortcut: 'Hours', language: 'en', title: 'Hours', body: 'Hi {{contact.first_name}}' };
    assert.equal((await call('POST', '/canned-replies', reply)).status, 201);
    assert.equal(
      (await call<{ type: string }>('POST', '/canned-replies', reply)).body.type,
      '/problems/shortcut-taken',
    );
    const ready = await call<{ items: { shortcut: string; text: string }[] }>(
      'GET',
      `/conversations/${id}/canned-replies`,
    );
    assert.deepEqual(
      ready.body.items.map(({ shortcut, text }) => [shortcut, text]),
      [['hours', 'Hi Noted']],
    );

    const view = { area: 'inbox', name: 'VIPs', query: { label: 'vip' } };
    const saved = await call<{ id: string }>('POST', '/views', view);
    const views = await call<{ items: { id: string }[] }>('GET', '/views?area=inbox');
    assert.deepEqual(
      views.body.items.map(({ id: known }) => known),
      [saved.body.id],
    );
    const settings = await call('PUT', '/inbox/settings', { handOffs: 'in_turn' });
    assert.deepEqual([settings.status, settings.body], [200, { handOffs: 'in_turn' }]);
  });

  describe('many changed at once', () => {
    type Answers = {
      items: { id: string; problem: string | null; before: Partial<Row> | null }[];
      undo: { ids: string[] }[];
    };
    const change = async (body: object) => (await call<Answers>('POST', '/conversations/changes', body)).body;
    const standing = async (id: string) => {
      const { status, assignedTo, labels } = (await call<Row>('GET', `/conversations/${id}`)).body;
      return { status, assignedTo, labels };
    };

    test('each say whether they were', async () => {
      const { id } = await aCustomer('+16505550701', 'Bulk');
      const nobody = '01900000-0000-7000-8000-000000000000';

      const { items, undo } = await change({ ids: [id, nobody], status: { status: 'resolved' } });

      assert.deepEqual(
        items.map(({ problem, before: was }) => [problem, was?.status ?? null]),
        [
          [null, 'open'],
          ['conversation-not-found', null],
        ],
      );
      assert.deepEqual(undo, [{ ids: [id], status: { status: 'open' } }]);
    });

    test('are changed wholly or not at all', async () => {
      const { id } = await aCustomer('+16505550702', 'Whole');

      const { items, undo } = await change({
        ids: [id],
        assignment: { to: 'person' },
        status: { status: 'pending' },
        labels: { add: ['never made'] },
      });

      assert.deepEqual([items[0]?.problem, items[0]?.before, undo], ['label-not-found', null, []]);
      assert.deepEqual(await standing(id), { status: 'open', assignedTo: 'bot', labels: [] });
    });

    test('say what they were changed from, and how to put it back', async () => {
      await call('PUT', '/labels/old', { colour: 'grey' });
      await call('PUT', '/labels/new', { colour: 'green' });
      const [waiting, snoozed, other] = [
        await aCustomer('+16505550703', 'Waiting'),
        await aCustomer('+16505550704', 'Snoozed'),
        await aCustomer('+16505550705', 'Other'),
      ].map(({ id }) => id) as [string, string, string];
      const until = new Date(Date.now() + 3_600_000).toISOString();
      await change({ ids: [waiting], assignment: { to: 'person' }, labels: { add: ['old'] } });
      await change({ ids: [snoozed, other], status: { status: 'snoozed', until } });
      const ids = [waiting, snoozed, other];
      const stood = await Promise.all(ids.map(standing));

      const done = await change({ ids, assignment: { to: 'bot' }, labels: { add: ['new'], remove: ['OLD'] } });

      const bot = { assignedTo: 'bot', assignee: null, labels: [] };
      assert.deepEqual(
        done.items.map(({ before: was }) => was),
        [
          { assignedTo: 'person', assignee: null, status: 'open', snoozedUntil: null, labels: ['old'] },
          { ...bot, status: 'snoozed', snoozedUntil: until },
          { ...bot, status: 'snoozed', snoozedUntil: until },
        ],
      );
      assert.deepEqual(done.undo, [
        { ids: [waiting], assignment: { to: 'person', from: null }, labels: { add: ['old'], remove: ['new'] } },
        { ids: [snoozed, other], status: { status: 'snoozed', until }, labels: { add: [], remove: ['new'] } },
      ]);
      for (const undo of done.undo) assert.deepEqual(await problemsOf(undo), []);
      assert.deepEqual(await Promise.all(ids.map(standing)), stood);
    });
    const problemsOf = async (body: object) =>
      (await change(body)).items.flatMap(({ problem }) => (problem ? [problem] : []));

    test('sent twice are changed once, and the answer is the first one', async () => {
      const { id } = await aCustomer('+16505550706', 'Twice');
      const send = () =>
        t.api(
          'POST',
          '/conversations/changes',
          { ids: [id], status: { status: 'pending' } },
          { 'idempotency-key': id },
        );

      const [first, second] = [await send(), await send()];

      assert.deepEqual(second.body, first.body);
    });
  });
});
