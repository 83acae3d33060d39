import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
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

  test('many are changed at once, and each says whether it was', async () => {
    const { id } = await aCustomer('+16505550701', 'Bulk');
    const nobody = '01900000-0000-7000-8000-000000000000';

    const { body } = await call<{ items: { id: string; problem: string | null }[] }>('POST', '/conversations/changes', {
      ids: [id, nobody],
      status: { status: 'resolved' },
    });

    assert.deepEqual(
      body.items.map(({ problem }) => problem),
      [null, 'conversation-not-found'],
    );
  });
});
