import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertShape, is } from '../conformance/shape.ts';
import { DEFAULTS } from '../options.ts';
import { openShop, type Shop } from '../test-business.ts';

const TEMPLATES = `${DEFAULTS.wabaId}/message_templates`;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const body = (text: string, ...examples: string[]) => ({
  type: 'BODY',
  text,
  ...(examples.length ? { example: { body_text: [examples] } } : {}),
});
const ready = {
  name: 'order_ready',
  language: 'en_US',
  category: 'UTILITY',
  components: [body('Hello {{1}}, your order is ready.', 'Ana')],
};
const READY = { name: 'order_ready' };
const toAna = (name: string, ...texts: string[]) => ({
  type: 'template',
  template: {
    name,
    language: { code: 'en_US' },
    components: [{ type: 'body', parameters: texts.map((text) => ({ type: 'text', text })) }],
  },
});

async function shopWithTemplate(...given: Parameters<typeof openShop>): Promise<Shop & { id: string }> {
  const shop = await openShop(...given);
  shop.emulator.phone('+16505551234', { name: 'Ana' });
  const { body: created } = await shop.graph('POST', TEMPLATES, ready);
  await shop.emulator.settled();
  return { ...shop, id: created.id };
}

const events = (shop: Shop) => shop.values('message_template_status_update').map(({ event }) => event);

describe('a template that is submitted', () => {
  test('is pending, and approved by webhook with its id as a number', async (t) => {
    const shop = await openShop(t);
    const { body: created } = await shop.graph('POST', TEMPLATES, ready);
    assert.equal(created.status, 'PENDING');
    await shop.emulator.settled();

    const [entry] = shop.received.at(-1)?.body.entry ?? [];
    assert.equal(typeof entry?.time, 'number');
    assertShape(entry?.changes[0]?.value, {
      event: is('APPROVED'),
      message_template_id: is(Number(created.id)),
      message_template_name: is('order_ready'),
      message_template_language: is('en_US'),
      message_template_category: is('UTILITY'),
      reason: is('NONE'),
    });
    assert.equal((await shop.graph('GET', `${created.id}?fields=status`)).body.status, 'APPROVED');
    assert.equal((await shop.sends(toAna('order_ready', 'Ana'))).status, 200);
  });

  test('cannot be sent before the review is over, which takes as long as is set', async (t) => {
    const shop = await shopWithTemplate(t, { review: { afterMs: HOUR } });
    assert.equal((await shop.sends(toAna('order_ready', 'Ana'))).body.error.code, 132001);
    await shop.passes(HOUR);
    assert.deepEqual(events(shop), ['APPROVED']);
  });

  test('can be rejected with a reason, and corrected', async (t) => {
    const shop = await shopWithTemplate(t, { review: { outcome: 'REJECTED', reason: 'INVALID_FORMAT' } });
    assertShape(shop.values('message_template_status_update')[0], {
      event: is('REJECTED'),
      message_template_id: 'number',
      message_template_name: 'text',
      message_template_language: 'text',
      message_template_category: 'text',
      reason: is('INVALID_FORMAT'),
      rejection_info: { reason: 'text', recommendation: 'text' },
    });
    shop.emulator.meta.reviews({ outcome: 'APPROVED' });
    await shop.graph('POST', shop.id, { components: [body('Hello {{1}}, come and get it.', 'Ana')] });
    await shop.emulator.settled();
    assert.deepEqual(events(shop), ['REJECTED', 'APPROVED']);
    assert.match(
      shop.values('message_template_components_update')[0]?.message_template_element as unknown as string,
      /come and get it/,
    );
  });

  test('is decided by hand when the rule says so', async (t) => {
    const shop = await shopWithTemplate(t, { review: { afterMs: null } });
    await shop.passes(30 * DAY);
    assert.deepEqual(events(shop), []);
    shop.emulator.meta.rejects(READY, 'PROMOTIONAL');
    await shop.emulator.settled();
    assert.equal(shop.values('message_template_status_update')[0]?.reason, 'PROMOTIONAL');
  });

  const wrong: [string, Record<string, unknown>, number, number?][] = [
    ['a name with capitals', { name: 'Order' }, 100],
    ['no body', { components: [{ type: 'FOOTER', text: 'Bye' }] }, 131008],
    ['a variable at the start', { components: [body('{{1}} is your order.', 'A')] }, 100, 2388299],
    [
      'a gap between variables',
      { components: [body('We have {{1}} and {{3}} for you today.', 'A', 'B')] },
      100,
      2388072,
    ],
    ['too many variables', { components: [body('For {{1}} or {{2}} a {{3}} now', 'A', 'B', 'C')] }, 100, 2388293],
    ['no example', { components: [body('Hello {{1}}, your order is ready.')] }, 100, 2388043],
    ['a long body', { components: [body('x'.repeat(1_025))] }, 100, 2388040],
    [
      'a variable in the footer',
      { components: [body('Hello there'), { type: 'FOOTER', text: 'Bye {{1}}' }] },
      100,
      2388073,
    ],
    [
      'two header variables',
      {
        components: [
          { type: 'HEADER', format: 'TEXT', text: '{{1}} and {{2}}', example: { header_text: ['A', 'B'] } },
          body('Hello there'),
        ],
      },
      100,
      2388047,
    ],
    [
      'a header picture without a sample',
      { components: [{ type: 'HEADER', format: 'IMAGE' }, body('Hello there')] },
      100,
      2388273,
    ],
    [
      'mixed-up buttons',
      {
        components: [
          body('Hello there'),
          {
            type: 'BUTTONS',
            buttons: [
              { type: 'QUICK_REPLY', text: 'A' },
              { type: 'URL', text: 'B', url: 'https://b.example' },
              { type: 'QUICK_REPLY', text: 'C' },
            ],
          },
        ],
      },
      100,
    ],
    ['an unknown category', { category: 'SPAM' }, 100],
  ];
  for (const [what, change, code, subcode] of wrong) {
    test(`is refused with ${what}`, async (t) => {
      const shop = await openShop(t);
      const { body: answer } = await shop.graph('POST', TEMPLATES, { ...ready, ...change });
      assert.deepEqual([answer.error.code, answer.error.error_subcode], [code, subcode]);
      if (subcode) assert.ok(answer.error.error_user_title && answer.error.error_user_msg);
    });
  }

  test('exists once for each language', async (t) => {
    const shop = await shopWithTemplate(t);
    assert.equal((await shop.graph('POST', TEMPLATES, ready)).body.error.error_subcode, 2388024);
    assert.equal((await shop.graph('POST', TEMPLATES, { ...ready, language: 'es' })).status, 200);
  });

  test('is one of 100 in an hour at most', async (t) => {
    const shop = await openShop(t, { review: { afterMs: null } });
    const make = (nth: number) => shop.graph('POST', TEMPLATES, { ...ready, name: `order_${nth}` });
    for (let nth = 0; nth < 100; nth++) await make(nth);
    assert.equal((await make(100)).body.error.code, 80007);
    await shop.passes(HOUR);
    assert.equal((await make(100)).status, 200);
  });

  test('for a code gets Meta’s own text and a button that carries the code', async (t) => {
    const shop = await openShop(t);
    shop.emulator.phone('+16505551234');
    const components = [
      { type: 'BODY', add_security_recommendation: true },
      { type: 'FOOTER', code_expiration_minutes: 5 },
      { type: 'BUTTONS', buttons: [{ type: 'OTP', otp_type: 'COPY_CODE' }] },
    ];
    await shop.graph('POST', TEMPLATES, { name: 'code', language: 'en_US', category: 'AUTHENTICATION', components });
    const button = (text: string) => ({
      type: 'button',
      sub_type: 'url',
      index: '0',
      parameters: [{ type: 'text', text }],
    });
    const code = toAna('code', '123456');
    const withButton = (text: string) => ({
      ...code,
      template: { ...code.template, components: [...code.template.components, button(text)] },
    });
    assert.equal((await shop.sends(withButton('123456'))).status, 200);
    assert.equal((await shop.sends(withButton('999999'))).body.error.code, 132012);
  });
});

describe('an approved template', () => {
  test('is edited once a day, and reviewed again', async (t) => {
    const shop = await shopWithTemplate(t);
    const edit = () => shop.graph('POST', shop.id, { components: [body('Hello {{1}}, it is ready now.', 'Ana')] });
    assert.equal((await edit()).status, 200);
    await shop.emulator.settled();
    assert.equal((await edit()).body.error.code, 100);
    await shop.passes(DAY);
    assert.equal((await edit()).status, 200);
    assert.equal((await shop.graph('POST', shop.id, { category: 'MARKETING' })).body.error.code, 100);
  });

  test('that is deleted cannot be sent, and blocks its name for 30 days', async (t) => {
    const shop = await shopWithTemplate(t);
    await shop.graph('DELETE', `${TEMPLATES}?name=order_ready`);
    await shop.emulator.settled();
    assert.deepEqual(events(shop), ['APPROVED', 'DELETED']);
    assert.equal((await shop.sends(toAna('order_ready', 'Ana'))).body.error.code, 132001);
    assert.equal((await shop.graph('POST', TEMPLATES, ready)).body.error.error_subcode, 2388023);
    await shop.passes(30 * DAY);
    assert.equal((await shop.graph('POST', TEMPLATES, ready)).status, 200);
  });

  test('is deleted in one language by its id', async (t) => {
    const shop = await shopWithTemplate(t);
    await shop.graph('POST', TEMPLATES, { ...ready, language: 'es' });
    await shop.graph('DELETE', `${TEMPLATES}?name=order_ready&hsm_id=${shop.id}`);
    const { body: left } = await shop.graph('GET', `${TEMPLATES}?name=order_ready`);
    assert.deepEqual(
      left.data.map(({ language }: { language: string }) => language),
      ['es'],
    );
  });

  test('is paused for 3 hours, then 6, and the third time disabled', async (t) => {
    const shop = await shopWithTemplate(t);
    const { meta } = shop.emulator;
    for (const hours of [3, 6]) {
      meta.rates(READY, 'RED');
      assert.equal((await shop.sends(toAna('order_ready', 'Ana'))).body.error.code, 132015);
      await shop.passes(hours * HOUR);
      meta.rates(READY, 'GREEN');
    }
    meta.rates(READY, 'RED');
    assert.equal((await shop.sends(toAna('order_ready', 'Ana'))).body.error.code, 132016);
    await shop.emulator.settled();

    assert.deepEqual(events(shop), ['APPROVED', 'PAUSED', 'APPROVED', 'PAUSED', 'APPROVED', 'DISABLED']);
    const titles = shop
      .values('message_template_status_update')
      .flatMap(({ other_info: info }) => (info ? [(info as unknown as { title: string }).title] : []));
    assert.deepEqual(titles, ['FIRST_PAUSE', 'UNPAUSE', 'SECOND_PAUSE', 'UNPAUSE', 'DISABLED']);
    assertShape(shop.values('message_template_quality_update')[0], {
      previous_quality_score: is('UNKNOWN'),
      new_quality_score: is('RED'),
      message_template_id: 'number',
      message_template_name: 'text',
      message_template_language: 'text',
    });
  });

  test('moves to another category a day after that was announced', async (t) => {
    const shop = await shopWithTemplate(t);
    shop.emulator.meta.recategorises(READY, 'MARKETING');
    await shop.passes(DAY);
    const [announced, done] = shop.values('template_category_update');
    const named = {
      message_template_id: 'number',
      message_template_name: 'text',
      message_template_language: 'text',
    } as const;
    assertShape(announced, {
      ...named,
      new_category: is('UTILITY'),
      correct_category: is('MARKETING'),
      category_update_timestamp: 'secondsAsNumber',
    });
    assertShape(done, { ...named, previous_category: is('UTILITY'), new_category: is('MARKETING') });
  });

  test('that is paced holds messages until customers were heard', async (t) => {
    const shop = await shopWithTemplate(t);
    const { meta } = shop.emulator;
    meta.paces(READY, 1);
    const statusOf = async () => (await shop.sends(toAna('order_ready', 'Ana'))).body.messages[0].message_status;
    assert.deepEqual([await statusOf(), await statusOf()], ['accepted', 'held_for_quality_assessment']);
    await shop.emulator.settled();
    assert.equal(shop.statuses().filter(({ status }) => status === 'delivered').length, 1);

    meta.judges(READY, 'good');
    await shop.emulator.settled();
    assert.equal(shop.statuses().filter(({ status }) => status === 'delivered').length, 2);
  });

  test('that is paced and disliked fails what was held', async (t) => {
    const shop = await shopWithTemplate(t);
    shop.emulator.meta.paces(READY, 0);
    await shop.sends(toAna('order_ready', 'Ana'));
    shop.emulator.meta.judges(READY, 'bad');
    await shop.emulator.settled();
    assert.deepEqual(
      shop.statuses().map(({ status, errors }) => [status, errors[0].code]),
      [['failed', 132015]],
    );
  });
});

test('templates are listed page by page, forth and back', async (t) => {
  const shop = await openShop(t);
  const page = async (path: string) => (await shop.graph('GET', path)).body;
  const first = await page(`${TEMPLATES}?limit=4`);
  const second = await page(`${TEMPLATES}?limit=4&after=${first.paging.cursors.after}`);
  const back = await page(`${TEMPLATES}?limit=4&before=${second.paging.cursors.before}`);
  assert.deepEqual(back.data, first.data);
  assert.ok(first.paging.next && !first.paging.previous && second.paging.previous);
  assert.equal((await page(`${TEMPLATES}?after=bm9wZQ`)).error.code, 100);
});
