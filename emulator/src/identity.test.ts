import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { digitsOf, spellingsOf, userIdOf } from './identity.ts';

describe('a number', () => {
  test('is read as a person types it', () => {
    assert.equal(digitsOf('+1 (650) 555-12.34'), '16505551234');
    assert.equal(digitsOf('16505551234'), '16505551234');
    for (const none of ['', '+', 'Ana', '123456', '1'.repeat(16), '+1650555x'])
      assert.equal(digitsOf(none), null, none);
  });

  test('has several spellings in Brazil, Mexico and Argentina', () => {
    assert.deepEqual(spellingsOf('5511987654321'), ['5511987654321', '551187654321']);
    assert.deepEqual(spellingsOf('5215512345678'), ['525512345678', '5215512345678']);
    assert.deepEqual(spellingsOf('541123456789'), ['541123456789', '5491123456789']);
    assert.deepEqual(spellingsOf('16505551234'), ['16505551234']);
  });
});

test('a business-scoped user id is stable, and another one in another portfolio', () => {
  assert.match(userIdOf('1', '+5511987654321'), /^BR\.\d{20}$/);
  assert.equal(userIdOf('1', '+16505551234'), userIdOf('1', '+16505551234'));
  assert.notEqual(userIdOf('1', '+16505551234'), userIdOf('2', '+16505551234'));
});
