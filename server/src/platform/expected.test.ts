import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { inPlainWords } from './expected.ts';
import { PageQuery } from './page.ts';

const saysAbout = (schema: z.ZodType, input: unknown): string[] =>
  schema.safeParse(input, { error: inPlainWords('the body') }).error?.issues.map(({ message }) => message) ?? [];
const about = (field: z.ZodType, value?: unknown): string =>
  saysAbout(z.object({ it: field }), value === undefined ? {} : { it: value }).join('; ');

describe('what is wrong with a request', () => {
  test('names the parameter and its whole range, whichever way it is wrong', () => {
    for (const limit of ['abc', '0', '101', '1.5', '1e400'])
      assert.deepEqual(saysAbout(PageQuery, { limit }), ['limit must be a whole number from 1 to 100'], limit);
  });

  test('says that something is missing, and what it must be', () => {
    const name = z.string().trim().min(1).max(256);
    assert.equal(about(name), 'it is missing: it must be a text of 1 to 256 characters');
    assert.equal(about(z.number()), 'it is missing: it must be a number');
    assert.equal(about(z.enum(['open', 'closed'])), 'it is missing: it must be one of open, closed');
  });

  test('says what kind it must be', () => {
    assert.equal(about(z.string(), 5), 'it must be a text');
    assert.equal(about(z.number(), '5'), 'it must be a number');
    assert.equal(about(z.boolean(), 'yes'), 'it must be true or false');
    assert.equal(about(z.array(z.string()).min(1).max(3), 'a'), 'it must be a list of 1 to 3 items');
    assert.equal(about(z.object({}), []), 'it must be an object');
    assert.equal(about(z.coerce.date(), 'x'), 'it must be a time such as 2026-03-02T12:00:00Z');
    assert.equal(about(z.union([z.string(), z.number()]), {}), 'it must be a text or a number');
    assert.deepEqual(saysAbout(z.object({}), null), ['the body must be an object']);
  });

  test('says how much is too much or too little', () => {
    assert.equal(about(z.string().max(3), 'abcd'), 'it must be a text of at most 3 characters');
    assert.equal(about(z.string().min(1), ''), 'it must be a text of at least 1 character');
    assert.equal(about(z.string().length(2), 'abc'), 'it must be a text of 2 characters');
    assert.equal(about(z.array(z.string()).max(1), ['a', 'b']), 'it must be a list of at most 1 items');
    assert.equal(about(z.int().positive(), 0), 'it must be a whole number above 0');
    assert.equal(about(z.number().min(0), -1), 'it must be a number of at least 0');
    assert.equal(about(z.int(), 1e20), 'it must be a whole number');
  });

  test('says which form a text must have, in the words of the schema if it has some', () => {
    assert.equal(about(z.email(), 'x'), 'it must be an e-mail address');
    assert.equal(about(z.uuid(), 'x'), 'it must be a UUID');
    assert.equal(about(z.iso.datetime(), 'x'), 'it must be a time such as 2026-03-02T12:00:00Z');
    assert.equal(about(z.iso.date(), 'x'), 'it must be a day such as 2026-03-02');
    assert.equal(about(z.url(), 'x'), 'it must be a web address such as https://desk.example.com');
    assert.equal(about(z.string().regex(/^v\d$/, 'looks like v2'), 'x'), 'looks like v2');
    assert.equal(about(z.string().regex(/^v\d$/), 'x'), 'it must be a text that matches ^v\\d$');
  });

  test('lists what can be chosen', () => {
    assert.equal(about(z.enum(['open', 'closed']), 'x'), 'it must be one of open, closed');
    assert.equal(about(z.literal('text'), 'x'), 'it must be "text"');
    const content = z.discriminatedUnion('type', [
      z.object({ type: z.literal('text'), body: z.string() }),
      z.object({ type: z.literal('image') }),
    ]);
    assert.equal(about(content, { type: 'smell' }), 'it.type must be one of text, image');
  });

  test('of several shapes explains the closest', () => {
    const either = z.union([z.object({ a: z.string(), b: z.string() }), z.object({ c: z.number() })]);
    assert.equal(about(either, {}), 'it fits no shape it may have: c is missing: it must be a number');
    assert.equal(about(either, { a: 5, b: 5 }), 'it fits no shape it may have: a must be a text');
  });

  test('names what is not known, however long or many', () => {
    const strict = z.strictObject({ name: z.string().optional() });
    assert.deepEqual(saysAbout(strict, { nmae: 'x' }), ['the body may not have "nmae": it is not known here']);
    const many = Object.fromEntries(Array.from('abcdefgh', (key) => [key.repeat(100), 1]));
    assert.ok(saysAbout(strict, many)[0]!.length < 450);
  });

  test('finds its way in lists', () => {
    const order = z.object({ lines: z.array(z.object({ quantity: z.int().min(1).max(99) })) });
    assert.deepEqual(saysAbout(order, { lines: [{ quantity: 1 }, { quantity: 'x' }] }), [
      'lines[1].quantity must be a whole number from 1 to 99',
    ]);
  });
});
