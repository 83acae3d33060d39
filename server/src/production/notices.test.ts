import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startParlour } from '../../test/parlour.ts';

describe('what customers hear of their tickets', () => {
  let t: Awaited<ReturnType<typeof startParlour>>;
  const factory = { 'x-business': 'demo-factory' };
  before(async () => {
    t = await startParlour();
  });
  after(() => t.end());

  type Answer = { items: { id: string }[]; way: string; text: string; template: string };
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${t.origin}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${t.operatorKey}`, 'content-type': 'application/json', ...factory },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return (await response.json()) as Answer;
  };

  test('is what was shown before, in their own words while they talk with us', async () => {
    const lin = t.phone('+16505550177', 'Lin');
    lin.says('hi', { to: t.factory });
    await lin.next({ to: t.factory });
    const [contact] = (await call('GET', '/contacts?search=5550177')).items;
    const [business] = await t.rows<{ id: string }>("select id from businesses where slug = 'demo-factory'");
    await t.rows(`insert into tickets (business_id, id, number, kind, contact_id, description, state, created_at, updated_at)
      values ('${business?.id}', gen_random_uuid(), 77, 'defect', '${contact?.id}', 'Torn', 'received', now(), now())`);

    const seen = await call('GET', '/tickets/defect/77/notice?state=resolved&note=We%20sent%20a%20new%20one.');
    assert.equal(seen.way, 'text');
    await call('PUT', '/tickets/defect/77/state', { state: 'resolved', note: 'We sent a new one.' });
    const heard = await lin.next({ to: t.factory });
    assert.match(JSON.stringify(heard), /Your defect 77 is resolved/);
    assert.match(JSON.stringify(heard), /We sent a new one\./);
    assert.match(seen.text, /Your defect 77 is resolved[\s\S]*We sent a new one\./);
  });

  test('goes as the approved template to who last wrote more than a day ago', async () => {
    const seen = await call('GET', '/tickets/defect/1/notice?state=resolved');
    assert.deepEqual([seen.way, seen.template], ['template', 'ticket_update']);
    assert.match(seen.text, /your defect 1 is now resolved/);
  });
});
