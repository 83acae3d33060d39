import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LiveVoice } from '../platform/live.ts';
import { whoIsHere } from './here.ts';

const SHOP = '01900000-0000-7000-8000-000000000001';
const CONVERSATION = '01900000-0000-7000-8000-000000000002';
const ben = { id: '01900000-0000-7000-8000-000000000003', name: 'Ben' };

function aNode() {
  let at = Date.parse('2026-03-02T12:00:00Z');
  const here = whoIsHere(() => new Date(at));
  const passes = (seconds: number) => {
    at += seconds * 1_000;
  };
  return { here, passes };
}
const says = (state: 'viewing' | 'typing' | 'gone') => ({ conversationId: CONVERSATION, person: ben, state });

describe('who of the team is in a conversation', () => {
  test('is told of typing for twelve seconds, of looking for a minute', () => {
    const { here, passes } = aNode();
    here.say(undefined, SHOP, says('typing'));
    assert.deepEqual(here.here(SHOP, CONVERSATION), [{ ...ben, state: 'typing' }]);

    passes(13);
    assert.deepEqual(here.here(SHOP, CONVERSATION), [{ ...ben, state: 'viewing' }]);
    passes(60);
    assert.deepEqual(here.here(SHOP, CONVERSATION), []);
  });

  test('is nobody once they left, and nobody of another business', () => {
    const { here } = aNode();
    here.say(undefined, SHOP, says('viewing'));
    assert.deepEqual(here.here('01900000-0000-7000-8000-000000000009', CONVERSATION), []);

    here.say(undefined, SHOP, says('gone'));
    assert.deepEqual(here.here(SHOP, CONVERSATION), []);
  });

  test('goes to every node with one voice, and comes back as what was heard', () => {
    const [one, other] = [aNode().here, aNode().here];
    const voice = {
      tell: () => {},
      say: (businessId: string, topic: string, _key: string, said: unknown) => {
        for (const node of [one, other]) node.hear(businessId, topic, said);
      },
    } as LiveVoice;

    one.say(voice, SHOP, says('typing'));

    assert.deepEqual(other.here(SHOP, CONVERSATION), [{ ...ben, state: 'typing' }]);
    other.hear(SHOP, 'typing', { conversationId: 'nonsense' });
    assert.equal(other.here(SHOP, CONVERSATION).length, 1);
  });
});
