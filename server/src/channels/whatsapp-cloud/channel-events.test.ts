import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readJson } from '../../platform/json.ts';
import type { Effect } from './channel-events.ts';
import { readWebhook } from './inbound.ts';

type Json = Record<string, unknown>;

const read = (field: string, value: unknown, time: unknown = 1772366400) => {
  const body = { object: 'whatsapp_business_account', entry: [{ id: '102', time, changes: [{ field, value }] }] };
  return readWebhook(readJson(Buffer.from(JSON.stringify(body)))).changes[0]!;
};
const effectOf = (field: string, value: unknown): Effect => {
  const { events } = read(field, value);
  assert.equal(events.length, 1);
  return events[0]!.effect;
};

const template = {
  message_template_id: '1271',
  message_template_name: 'order_update',
  message_template_language: 'en-US',
};
const ref = { id: '1271', name: 'order_update', language: 'en_US' };

describe('a template', () => {
  test('is approved, with its category and the language as sending wants it', () => {
    const value = { ...template, event: 'APPROVED', message_template_category: 'UTILITY', reason: 'NONE' };
    assert.deepEqual(effectOf('message_template_status_update', value), {
      kind: 'template_status',
      template: ref,
      status: 'APPROVED',
      category: 'UTILITY',
    });
  });

  test('is rejected or paused, with the plainest reason there is', () => {
    const rejected = { ...template, event: 'REJECTED', reason: 'INVALID_FORMAT' };
    const explained = { ...rejected, rejection_info: { reason: 'Too many variables', recommendation: 'Add text' } };
    const paused = { ...template, event: 'PAUSED', other_info: { title: 'FIRST_PAUSE', description: 'For 3 hours' } };
    const reasonOf = (value: Json) => Object(effectOf('message_template_status_update', value)).reason;
    assert.equal(reasonOf(rejected), 'INVALID_FORMAT');
    assert.equal(reasonOf(explained), 'Too many variables. Add text');
    assert.equal(reasonOf(paused), 'FIRST_PAUSE. For 3 hours');
    assert.equal(reasonOf({ ...template, event: 'PENDING_DELETION', reason: null }), undefined);
  });

  test('that is reinstated can be sent again', () => {
    const value = { ...template, event: 'REINSTATED' };
    assert.equal(Object(effectOf('message_template_status_update', value)).status, 'APPROVED');
  });

  test('has an id with more digits than a number holds, and keeps every one', () => {
    const bytes = `{"entry":[{"id":"1","changes":[{"field":"message_template_status_update","value":{"event":"APPROVED",
      "message_template_id":12345678901234567891,"message_template_name":"n","message_template_language":"en"}}]}]}`;
    const [event] = readWebhook(readJson(Buffer.from(bytes))).changes[0]!.events;
    assert.equal(Object(event?.effect).template.id, '12345678901234567891');
  });

  test('changes its quality', () => {
    const value = { ...template, previous_quality_score: 'GREEN', new_quality_score: 'YELLOW' };
    assert.deepEqual(effectOf('message_template_quality_update', value), {
      kind: 'template_quality',
      template: ref,
      quality: 'YELLOW',
    });
  });

  test('will change its category, or has changed it', () => {
    const announced = {
      ...template,
      new_category: 'UTILITY',
      correct_category: 'MARKETING',
      category_update_timestamp: 1772452800,
    };
    assert.deepEqual(effectOf('template_category_update', announced), {
      kind: 'template_category',
      template: ref,
      category: 'UTILITY',
      next: { category: 'MARKETING', at: new Date('2026-03-02T12:00:00Z') },
    });
    const done = { ...template, previous_category: 'UTILITY', new_category: 'MARKETING' };
    assert.deepEqual(effectOf('template_category_update', done), {
      kind: 'template_category',
      template: ref,
      category: 'MARKETING',
    });
  });

  test('was edited', () => {
    const value = { ...template, message_template_element: 'Hi {{1}}' };
    assert.deepEqual(effectOf('message_template_components_update', value), {
      kind: 'template_content',
      template: ref,
    });
  });
});

describe('a number', () => {
  test('may send faster', () => {
    const change = read('phone_number_quality_update', {
      display_phone_number: '15550783881',
      event: 'THROUGHPUT_UPGRADE',
      max_daily_conversations_per_business: 'TIER_UNLIMITED',
    });
    assert.equal(change.displayPhoneNumber, '15550783881');
    assert.deepEqual(change.events[0]?.effect, {
      kind: 'number_quality',
      event: 'THROUGHPUT_UPGRADE',
      throughput: 1_000,
      messagingLimit: 'TIER_UNLIMITED',
    });
  });

  test('may reach more people, told as tier or as number', () => {
    for (const limit of [10_000, '10000', 'TIER_10K']) {
      const value = { max_daily_conversations_per_business: limit, max_phone_numbers_per_business: 20 };
      assert.deepEqual(effectOf('business_capability_update', value), {
        kind: 'capability',
        messagingLimit: 'TIER_10K',
        maxPhoneNumbers: 20,
      });
    }
    const older = { max_daily_conversation_per_phone: 1000 };
    assert.equal(Object(effectOf('business_capability_update', older)).messagingLimit, 'TIER_1K');
  });

  test('has its name judged', () => {
    const value = {
      display_phone_number: '1555',
      decision: 'REJECTED',
      requested_verified_name: 'Shop',
      rejection_reason: 'UNKNOWN',
    };
    assert.deepEqual(effectOf('phone_number_name_update', value), {
      kind: 'number_name',
      decision: 'REJECTED',
      name: 'Shop',
      reason: 'UNKNOWN',
    });
  });
});

describe('an account', () => {
  const statusOf = (value: Json) => Object(effectOf('account_update', value)).status;

  test('that may not send any more is restricted, one that may again is active', () => {
    assert.equal(statusOf({ event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'DISABLE' } }), 'restricted');
    assert.equal(statusOf({ event: 'DISABLED_UPDATE', ban_info: { waba_ban_state: 'REINSTATE' } }), 'active');
    assert.equal(statusOf({ event: 'ACCOUNT_DELETED' }), 'restricted');
    assert.equal(statusOf({ event: 'ACCOUNT_OFFBOARDED' }), 'reauth_required');
    assert.equal(Object(effectOf('account_review_update', { decision: 'REJECTED' })).status, 'restricted');
  });

  test('that may only not begin conversations goes on answering', () => {
    const restrict = (restriction_type: string) => ({
      event: 'ACCOUNT_RESTRICTION',
      restriction_info: [{ restriction_type }],
    });
    assert.equal(statusOf(restrict('RESTRICTED_BIZ_INITIATED_MESSAGING')), undefined);
    assert.equal(statusOf(restrict('RESTRICTED_CUSTOMER_INITIATED_MESSAGING')), 'restricted');
    assert.equal(statusOf({ event: 'ACCOUNT_RESTRICTION' }), 'restricted');
  });

  test('with other news stays as it is', () => {
    for (const event of ['VOLUME_BASED_PRICING_TIER_UPDATE', 'MM_LITE_TERMS_SIGNED', 'PARTNER_REMOVED', 'NEW_KIND']) {
      const effect = Object(effectOf('account_update', { event }));
      assert.deepEqual([effect.kind, effect.event, effect.status], ['account', event, undefined]);
    }
  });

  test('raises an alert', () => {
    const alert_info = {
      alert_severity: 'CRITICAL',
      alert_status: 'ACTIVE',
      alert_type: 'OBA_REJECTED',
      alert_description: 'why',
    };
    assert.deepEqual(effectOf('account_alerts', { entity_type: 'BUSINESS', entity_id: '1', alert_info }), {
      kind: 'account_alert',
      type: 'OBA_REJECTED',
      severity: 'CRITICAL',
      description: 'why',
    });
  });
});

describe('a person', () => {
  test('stops or resumes marketing, each with a time of its own', () => {
    const preference = (value: string, timestamp: number) => ({
      wa_id: '16505551234',
      user_id: 'US.1',
      category: 'marketing_messages',
      value,
      timestamp,
    });
    const { events } = read('user_preferences', {
      user_preferences: [
        preference('stop', 1772366401),
        preference('resume', 1772366402),
        preference('signup', 1772366403),
      ],
    });
    assert.deepEqual(
      events.map(({ effect, at }) => [Object(effect).granted, at?.getTime()]),
      [
        [false, 1772366401000],
        [true, 1772366402000],
        [true, 1772366403000],
      ],
    );
    assert.deepEqual(Object(events[0]?.effect).who, { waId: '16505551234', bsuid: 'US.1' });
    assert.equal(new Set(events.map(({ dedupeKey }) => dedupeKey)).size, 3);
  });

  test('with a wish we do not understand is kept, without effect', () => {
    const odd = { wa_id: '16505551234', category: 'something', value: 'stop' };
    assert.deepEqual(effectOf('user_preferences', { user_preferences: [odd] }), { kind: 'other' });
  });

  test('gets a new id', () => {
    const value = {
      user_id_update: [
        {
          wa_id: '16505551234',
          user_id: { previous: 'US.1', current: 'US.2' },
          parent_user_id: { previous: 'US.ENT.1', current: 'US.ENT.2' },
          timestamp: '1772366400',
        },
      ],
    };
    assert.deepEqual(effectOf('user_id_update', value), {
      kind: 'identity_change',
      from: { waId: '16505551234', bsuid: 'US.1', parentBsuid: 'US.ENT.1' },
      to: { waId: '16505551234', bsuid: 'US.2', parentBsuid: 'US.ENT.2' },
    });
  });

  test('gets a new number, in every spelling: the message is kept and the identity moves', () => {
    const systems = [
      { type: 'user_changed_number', body: 'moved', wa_id: '16505559999' },
      { type: 'customer_changed_number', body: 'moved', new_wa_id: '16505559999', customer: '16505551234' },
    ];
    for (const system of systems) {
      const message = { from: '16505551234', id: 'w', timestamp: '1772366400', type: 'system', system };
      const { messages, events } = read('messages', { messages: [message] });
      assert.deepEqual(messages[0]?.content, { type: 'system', kind: system.type, body: 'moved' });
      assert.deepEqual(events[0]?.effect, {
        kind: 'identity_change',
        from: { waId: '16505551234' },
        to: { waId: '16505559999' },
      });
    }
  });

  test('gets a new id together with the number', () => {
    const system = { type: 'user_changed_user_id', user_id: 'US.2', wa_id: '16505559999' };
    const message = {
      from: '16505551234',
      from_user_id: 'US.1',
      id: 'w',
      timestamp: '1772366400',
      type: 'system',
      system,
    };
    assert.deepEqual(read('messages', { messages: [message] }).events[0]?.effect, {
      kind: 'identity_change',
      from: { waId: '16505551234', bsuid: 'US.1' },
      to: { waId: '16505559999', bsuid: 'US.2' },
    });
  });

  test('with a new phone keeps the identity', () => {
    const system = { type: 'customer_identity_changed', body: 'new phone' };
    const message = {
      from: '16505551234',
      id: 'w',
      timestamp: '1772366400',
      type: 'system',
      system,
      identity: { hash: 'x' },
    };
    const { messages, events } = read('messages', { messages: [message] });
    assert.deepEqual([messages.length, events.length], [1, 0]);
  });
});

describe('what somebody wrote from the phone app of the same number', () => {
  test('comes as an echo', () => {
    const echo = {
      from: '15550783881',
      to: '16505551234',
      id: 'wamid.e',
      timestamp: '1772366400',
      type: 'text',
      text: { body: 'hi' },
    };
    assert.deepEqual(effectOf('smb_message_echoes', { message_echoes: [echo] }), {
      kind: 'echo',
      to: { waId: '16505551234' },
      providerMessageId: 'wamid.e',
      sentAt: new Date('2026-03-01T12:00:00Z'),
      content: { type: 'text', body: 'hi' },
    });
  });
});

describe('what the webhook says about itself', () => {
  test('is a problem with our words', () => {
    const { events } = read('messages', { errors: [{ code: 130429, title: 'Rate limit hit' }, 7] });
    assert.deepEqual(
      events.map(({ effect }) => effect),
      [
        {
          kind: 'problem',
          failure: {
            code: '130429',
            title: 'More messages a second than this number may send',
            details: 'Rate limit hit',
          },
        },
        { kind: 'other' },
      ],
    );
    assert.notEqual(events[0]?.dedupeKey, events[1]?.dedupeKey);
  });
});

describe('everything else', () => {
  const fields = [
    'security',
    'history',
    'smb_app_state_sync',
    'calls',
    'group_lifecycle_update',
    'flows',
    'account_settings_update',
  ];
  for (const field of [...fields, 'constructor', '']) {
    test(`${field || 'a field without name'} is kept and has no effect`, () => {
      const change = read(field, { some: 'thing', bad: '\0' });
      const kept = [...change.events, ...change.unreadable];
      assert.equal(kept.length, 1);
      assert.match(JSON.stringify(kept[0]?.raw), /"some":"thing","bad":"\uFFFD"/);
    });
  }

  test('a known field with an odd value has no effect and harms nobody', () => {
    const known = [
      'message_template_status_update',
      'user_preferences',
      'account_update',
      'smb_message_echoes',
      'user_id_update',
    ];
    for (const field of known) {
      for (const value of [
        null,
        7,
        'x',
        [],
        {},
        { user_preferences: 7 },
        { message_echoes: [null] },
        { user_id_update: [{}] },
      ]) {
        assert.equal(effectOf(field, value).kind, 'other', `${field} ${JSON.stringify(value)}`);
      }
    }
  });

  test('delivered again has the same key, another day another', () => {
    const keyOf = (time: number) => read('account_update', { event: 'ACCOUNT_VIOLATION' }, time).events[0]?.dedupeKey;
    assert.equal(keyOf(1772366400), keyOf(1772366400));
    assert.notEqual(keyOf(1772366400), keyOf(1772452800));
  });
});
