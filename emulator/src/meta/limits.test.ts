import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { assertShape, is } from '../conformance/shape.ts';
import { DEFAULTS } from '../options.ts';
import type { TemplateDefinition } from '../template-definition.ts';
import { ANA, hello, NUMBER, openShop, type Shop, shopWithAna } from '../test-business.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SALE: TemplateDefinition = {
  name: 'sale',
  language: 'en',
  category: 'MARKETING',
  components: [{ type: 'BODY', text: 'Everything is cheaper today.' }],
};
const sale = { type: 'template', template: { name: 'sale', language: { code: 'en' } } };
const world = { type: 'template', template: { name: 'hello_world', language: { code: 'en' } } };
const failures = (shop: Shop) =>
  shop.statuses().flatMap(({ errors }) => errors?.map(({ code }: { code: number }) => code) ?? []);

describe('a portfolio', () => {
  const person = (nth: number) => `+1650555${1_000 + nth}`;
  const limited = { numbers: [{ messagingTier: 'TIER_50' as const }], unknownRecipients: 'reachable' as const };
  const writeTo = (shop: Shop, people: number[]) =>
    Promise.all(people.map((nth) => shop.sends({ to: person(nth), ...world })));
  const upTo = (count: number) => Array.from({ length: count }, (_, nth) => nth);

  test('reaches as many people in a moving day as its tier says', async (t) => {
    const shop = await openShop(t, limited);
    await writeTo(shop, upTo(51));
    await shop.emulator.settled();
    assert.deepEqual(failures(shop), [131048]);
    assert.equal(shop.emulator.meta.reachedToday(), 50);

    await writeTo(shop, [0]);
    await shop.emulator.settled();
    assert.equal(failures(shop).length, 1, 'the same person again does not count');

    await shop.passes(DAY);
    await writeTo(shop, [50]);
    await shop.emulator.settled();
    assert.equal(failures(shop).length, 1);
  });

  test('does not count answers inside the service window', async (t) => {
    const shop = await openShop(t, limited);
    await writeTo(shop, upTo(50));
    shop.emulator.phone(ANA, { name: 'Ana' }).says('hi');
    await shop.sends(hello);
    await shop.emulator.settled();
    assert.deepEqual(failures(shop), []);
  });

  test('is raised by Meta, and told', async (t) => {
    const shop = await openShop(t, limited);
    shop.emulator.meta.setsTier('TIER_2K');
    await shop.emulator.settled();
    assertShape(shop.values('business_capability_update')[0], {
      max_daily_conversations_per_business: is(2_000),
      max_phone_numbers_per_business: 'number',
    });
    const { body } = await shop.graph('GET', `${NUMBER}?fields=whatsapp_business_manager_messaging_limit`);
    assert.equal(body.whatsapp_business_manager_messaging_limit, 'TIER_2K');
  });

  test('grows by itself six hours after half of it was used', async (t) => {
    const shop = await openShop(t, {
      ...limited,
      numbers: [{ messagingTier: 'TIER_2K' }],
      limits: { throughput: false },
      statuses: false,
    });
    for (let first = 0; first < 1_000; first += 100)
      await writeTo(
        shop,
        upTo(100).map((nth) => first + nth),
      );
    await shop.passes(6 * HOUR);
    const { body } = await shop.graph('GET', `${NUMBER}?fields=whatsapp_business_manager_messaging_limit`);
    assert.equal(body.whatsapp_business_manager_messaging_limit, 'TIER_10K');
  });
});

describe('marketing', () => {
  test('that a customer stopped fails with 131050, and everything else arrives', async (t) => {
    const shop = await shopWithAna(t, { templates: [SALE] });
    const settings = (stopsMarketing: string[]) =>
      fetch(`${shop.origin}/phone/api/phones/${shop.ana.person.id}/settings`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ stopsMarketing }),
      });
    await settings([NUMBER]);
    await shop.sends(sale);
    await shop.sends(world);
    await settings([]);
    await shop.sends(sale);
    await shop.emulator.settled();

    assert.deepEqual(failures(shop), [131050]);
    const values = shop.values('user_preferences');
    assertShape(values[0]?.user_preferences?.[0], {
      wa_id: 'digits',
      user_id: 'userId',
      detail: 'text',
      category: is('marketing_messages'),
      value: is('stop'),
      timestamp: 'secondsAsNumber',
    });
    assert.equal(values[1]?.user_preferences?.[0].value, 'resume');
  });

  test('is capped for each person, and trying again bars the person for another day', async (t) => {
    const shop = await shopWithAna(t, { templates: [SALE], limits: { marketingPerPerson: 1 } });
    await shop.sends(sale);
    await shop.passes(23 * HOUR);
    await shop.sends(sale);
    await shop.passes(2 * HOUR);
    await shop.sends(sale);
    await shop.passes(DAY);
    await shop.sends(sale);
    await shop.emulator.settled();
    assert.deepEqual(failures(shop), [131049, 131049]);
  });

  test('has no cap where the law forbids one', async (t) => {
    const shop = await openShop(t, { templates: [SALE], limits: { marketingPerPerson: 1 } });
    shop.emulator.phone('+4915112345678', { name: 'Eva' });
    for (const _ of [1, 2]) await shop.sends({ to: '+4915112345678', ...sale });
    await shop.emulator.settled();
    assert.deepEqual(failures(shop), []);
  });

  test('has an edge of its own that takes nothing else', async (t) => {
    const shop = await shopWithAna(t, { templates: [SALE] });
    const send = (content: object) =>
      shop.graph('POST', `${NUMBER}/marketing_messages`, {
        messaging_product: 'whatsapp',
        to: ANA,
        product_policy: 'STRICT',
        ...content,
      });
    assert.equal((await send(sale)).status, 200);
    assert.equal((await send(world)).body.error.code, 134100);
    assert.equal((await send(hello)).body.error.code, 131055);
  });
});

describe('an account', () => {
  test('that is restricted or locked cannot send, and is told', async (t) => {
    const shop = await shopWithAna(t);
    const { meta } = shop.emulator;
    meta.setsStanding('restricted');
    assert.equal((await shop.sends(hello)).body.error.code, 368);
    meta.setsStanding('locked');
    assert.equal((await shop.sends(hello)).body.error.code, 131031);
    meta.setsStanding('good');
    assert.equal((await shop.sends(hello)).status, 200);
    await shop.emulator.settled();
    assert.deepEqual(
      shop.values('account_update').map(({ event }) => event),
      ['ACCOUNT_RESTRICTION', 'DISABLED_UPDATE', 'DISABLED_UPDATE'],
    );
  });

  test('without a payment method fails at what costs', async (t) => {
    const shop = await shopWithAna(t, { templates: [SALE] });
    shop.emulator.meta.setsPayment(false);
    await shop.sends(hello);
    await shop.sends(sale);
    await shop.emulator.settled();
    assert.deepEqual(failures(shop), [131042]);
  });

  test('may be managed so often in an hour, and every answer says how much of it is used', async (t) => {
    const shop = await openShop(t, { limits: { managementPerHour: 4 } });
    const call = () =>
      fetch(`${shop.origin}/v25.0/${NUMBER}`, { headers: { authorization: `Bearer ${DEFAULTS.accessToken}` } });
    const first = await call();
    const usage = JSON.parse(first.headers.get('x-business-use-case-usage') ?? '{}');
    assert.equal(usage[DEFAULTS.wabaId][0].call_count, 25);
    for (const _ of [1, 2, 3]) await call();
    assert.equal((await call()).status, 429);
    assert.equal((await shop.graph('GET', NUMBER)).body.error.code, 80007);
    await shop.passes(HOUR);
    assert.equal((await call()).status, 200);
  });
});

describe('what a message costs', () => {
  test('stands in the dated rate card, by country and category', async (t) => {
    const rateCard = [
      { from: '2026-01-01', country: 'US', marketing: 0.02, utility: 0.01, authentication: 0.01, service: 0 },
      { from: '2026-04-01', country: 'US', marketing: 0.05, utility: 0.01, authentication: 0.01, service: 0 },
    ];
    const shop = await shopWithAna(t, { templates: [SALE], rateCard });
    await shop.sends(sale);
    await shop.sends(hello);
    await shop.passes(40 * DAY);
    await shop.sends(sale);
    await shop.emulator.settled();

    const lines = shop.emulator.meta.costs('2026-03-01', '2026-05-01');
    assert.deepEqual(
      lines.map(({ pricing_category: category, pricing_type: type, country, cost }) => [category, type, country, cost]),
      [
        ['MARKETING', 'REGULAR', 'US', 0.02],
        ['SERVICE', 'FREE_CUSTOMER_SERVICE', 'US', 0],
        ['MARKETING', 'REGULAR', 'US', 0.05],
      ],
    );
    const fields = 'pricing_analytics.start(1772323200).end(1777593600).granularity(DAILY)';
    const { body } = await shop.graph('GET', `${DEFAULTS.wabaId}?fields=${fields}`);
    assert.equal(body.pricing_analytics.data[0].data_points.length, 3);
  });

  test('is nothing for 72 hours after a customer came from an advertisement and was answered', async (t) => {
    const shop = await openShop(t, { templates: [SALE] });
    const ana = shop.emulator.phone(ANA, { name: 'Ana' });
    const referral = { source_url: 'https://fb.me/x', source_id: '1', source_type: 'ad', ctwa_clid: 'c' };
    ana.sendsRaw({ type: 'text', text: { body: 'hi' }, referral });
    await shop.sends(sale);
    await shop.passes(73 * HOUR);
    await shop.sends(sale);
    await shop.emulator.settled();
    const types = shop
      .statuses()
      .filter(({ status }) => status === 'sent')
      .map(({ pricing }) => pricing.type);
    assert.deepEqual(types, ['free_entry_point', 'regular']);
  });
});
