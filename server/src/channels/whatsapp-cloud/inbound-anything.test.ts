import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readWebhook } from './inbound.ts';

fc.configureGlobal({ seed: 20_260_302 }); // the same cases every time; change it to look for new ones

/** Any JSON, with the characters databases refuse. */
const anything = fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 });

/** JSON that goes by Meta's names, so that it gets past the first doors. */
const keys = fc.constantFrom(
  ...['id', 'from', 'from_user_id', 'timestamp', 'type', 'text', 'body', 'image', 'caption', 'interactive'],
  ...['button_reply', 'list_reply', 'nfm_reply', 'response_json', 'title', 'contacts', 'profile', 'name', 'wa_id'],
  ...['user_id', 'context', 'referral', 'reaction', 'message_id', 'emoji', 'order', 'product_items', 'system'],
  ...['revoke', 'original_message_id', 'edit', 'errors', 'code', 'status', 'recipient_id', 'conversation', 'pricing'],
  ...['location', 'latitude', 'longitude', 'button', 'payload', 'metadata', 'phone_number_id', 'new_wa_id', 'event'],
);
const value = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom('text', 'interactive', 'button_reply', 'system', 'order', 'image', 'revoke'),
  },
  { weight: 2, arbitrary: fc.constantFrom('16505551234', '1772000000', 1_772_000_000, 1e300, -1, 0.5, '', '\0', null) },
  anything,
);
const { metaLike } = fc.letrec<{ metaLike: unknown; list: unknown; node: unknown }>((tie) => ({
  metaLike: fc.dictionary(keys, tie('node'), { maxKeys: 8, noNullPrototype: true }),
  list: fc.array(tie('node'), { maxLength: 3 }),
  node: fc.oneof({ maxDepth: 5 }, value, tie('metaLike'), tie('list')),
}));
const FIELDS = [
  ...['messages', 'message_template_status_update', 'message_template_quality_update', 'template_category_update'],
  ...['phone_number_quality_update', 'account_update', 'account_alerts', 'business_capability_update'],
  ...['user_preferences', 'user_id_update', 'smb_message_echoes', 'history', 'phone_number_name_update', 'other'],
];
const element = fc.oneof(metaLike, value);
const change = fc.record({
  field: fc.constantFrom(...FIELDS),
  value: fc.record(
    {
      metadata: metaLike,
      contacts: fc.array(element, { maxLength: 3 }),
      messages: fc.array(
        fc.oneof(
          element,
          metaLike.map((message) =>
            Object.assign({ id: 'wamid.1', from: '16505551234', timestamp: '1772000000' }, message),
          ),
        ),
        { maxLength: 4 },
      ),
      statuses: fc.array(element, { maxLength: 3 }),
      errors: element,
    },
    { requiredKeys: [], noNullPrototype: true },
  ),
});
const webhook = fc.record({
  entry: fc.array(fc.record({ id: value, time: value, changes: fc.array(change, { maxLength: 3 }) })),
});

/** What Postgres cannot hold, anywhere inside. */
const isHarmless = (read: unknown): boolean => {
  if (typeof read === 'string') return read.isWellFormed() && !read.includes('\0');
  if (typeof read === 'number') return Number.isFinite(read);
  if (read instanceof Date) return !Number.isNaN(read.getTime());
  if (typeof read !== 'object' || read === null) return true;
  return Object.entries(read).every(([key, inside]) => isHarmless(key) && isHarmless(inside));
};

describe('whatever a webhook holds', () => {
  test('is read without an error', () => {
    fc.assert(
      fc.property(fc.oneof(anything, webhook), (body) => void readWebhook(body)),
      { numRuns: 300 },
    );
  });

  test('comes out as something a database can hold', () => {
    fc.assert(
      fc.property(fc.oneof(anything, webhook), (body) => {
        for (const read of readWebhook(body).changes) assert.ok(isHarmless(read));
      }),
      { numRuns: 300 },
    );
  });

  test('is not lost: every message and status is read or kept with a reason', () => {
    fc.assert(
      fc.property(fc.array(element, { maxLength: 5 }), fc.array(element, { maxLength: 5 }), (messages, statuses) => {
        const value = { metadata: { phone_number_id: '1' }, messages, statuses };
        const [read] = readWebhook({ entry: [{ id: '1', changes: [{ field: 'messages', value }] }] }).changes;
        const kept = (what: string) => read!.unreadable.filter((one) => one.what === what).length;
        assert.equal(read!.messages.length + kept('message'), messages.length);
        assert.equal(read!.statuses.length + kept('status'), statuses.length);
      }),
      { numRuns: 300 },
    );
  });
});
