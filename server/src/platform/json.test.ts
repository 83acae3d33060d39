import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readJson, readJsonText } from './json.ts';
import { Problem } from './problem.ts';

const read = (text: string) => readJson(Buffer.from(text));
const codeOf = (bytes: string | Buffer): unknown => {
  try {
    readJson(Buffer.from(bytes as string));
  } catch (error) {
    assert.ok(error instanceof Problem);
    assert.equal(error.kind, 'bad-json');
    assert.equal(error.status, 400);
    return error.details.code;
  }
  return 'read';
};

describe('JSON that is valid', () => {
  // Kinds of files of the JSON parsing test suite, by its names.
  const valid: Record<string, [string, unknown]> = {
    'structure with white space': [' \n\t[ ] \r', []],
    'lonely values': ['42', 42],
    'lonely null': ['null', null],
    'string with every short escape': ['"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\/\b\f\n\r\t'],
    'escaped surrogate pair': ['"\\ud83d\\ude39"', '😹'],
    'lone surrogate, which JSON allows': ['"\\ud800"', '\ud800'],
    'escaped NUL': ['"\\u0000"', '\0'],
    'unescaped DEL': ['"\x7f"', '\x7f'],
    'object with empty key': ['{"":0}', { '': 0 }],
    'duplicate keys, the last one counts': ['{"a":1,"a":2}', { a: 2 }],
    'numbers in every notation': ['[0,-0,1e2,1E-2,-1.5]', [0, -0, 100, 0.01, -1.5]],
    'byte order mark': ['\ufeff{}', {}],
  };
  for (const [name, [text, value]] of Object.entries(valid)) {
    test(name, () => assert.deepEqual(read(text), value));
  }

  test('keeps every digit of a number that a double cannot hold, as text', () => {
    assert.deepEqual(read('{"id":1234567890123456789,"small":-9007199254740993,"n":9007199254740991,"f":1e30}'), {
      id: '1234567890123456789',
      small: '-9007199254740993',
      n: 9007199254740991,
      f: 1e30,
    });
  });

  test('may be nested and filled up to the limits', () => {
    assert.ok(read('['.repeat(32) + ']'.repeat(32)));
    assert.ok(read(`[${'0,'.repeat(999)}0]`));
    assert.ok(read(JSON.stringify(Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`k${n}`, n])))));
  });
});

describe('JSON that is refused, with a short code', () => {
  const malformed: Record<string, string> = {
    'nothing at all': '',
    'trailing comma in a list': '[1,]',
    'trailing comma in an object': '{"a":1,}',
    'single quotes': "{'a':1}",
    'unquoted key': '{a:1}',
    comment: '[1/* */]',
    NaN: '[NaN]',
    Infinity: '[-Infinity]',
    'leading zero': '[012]',
    'plus sign': '[+1]',
    'bare fraction': '[.5]',
    hexadecimal: '[0x1]',
    'control character in a text': '["a\nb"]',
    'unknown escape': '["\\x00"]',
    'cut escape': '["\\u00A"]',
    'cut text': '["a',
    'cut object': '{"a":',
    'two values': '{}{}',
    'a closing bracket too many': '[]]',
    'capital True': '[True]',
    HTML: '<html></html>',
  };
  for (const [name, text] of Object.entries(malformed)) {
    test(name, () => assert.equal(codeOf(text), 'malformed'));
  }

  test('bytes that are not UTF-8', () => {
    assert.equal(codeOf(Buffer.from([0x22, 0xff, 0x22])), 'not-utf8');
    assert.equal(codeOf(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])), 'not-utf8'); // a surrogate in bytes
    assert.equal(codeOf(Buffer.from([0x22, 0xc0, 0xaf, 0x22])), 'not-utf8'); // an overlong slash
  });

  test('deep nesting, without overflowing any stack', () => {
    assert.equal(codeOf('['.repeat(33) + ']'.repeat(33)), 'too-deep');
    assert.equal(codeOf('['.repeat(100_000) + ']'.repeat(100_000)), 'too-deep');
    assert.equal(codeOf(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`), 'too-deep');
    assert.equal(codeOf('['.repeat(100_000)), 'malformed');
  });

  test('too many items or keys', () => {
    assert.equal(codeOf(`[${'0,'.repeat(1_000)}0]`), 'too-many-items');
    const keys = Object.fromEntries(Array.from({ length: 1_001 }, (_, n) => [`k${n}`, n]));
    assert.equal(codeOf(JSON.stringify(keys)), 'too-many-keys');
  });

  test('keys that reach into prototypes, however they are written', () => {
    assert.equal(codeOf('{"__proto__":{"admin":true}}'), 'forbidden-key');
    assert.equal(codeOf('{"a":[{"\\u005f_proto__":1}]}'), 'forbidden-key');
    assert.equal(codeOf('{"constructor":{"prototype":{}}}'), 'forbidden-key');
  });

  test('a number beyond all numbers', () => assert.equal(codeOf('[1e400]'), 'number-out-of-range'));

  test('says what is wrong and never repeats what was sent', () => {
    assert.throws(
      () => read('{"secret":tru}'),
      (error: Error) => !error.message.includes('secret'),
    );
  });
});

test('JSON inside a text is read by the same rules', () => {
  assert.deepEqual(readJsonText('{"k":"v"}'), { k: 'v' });
  assert.throws(() => readJsonText('['.repeat(40) + ']'.repeat(40)), { kind: 'bad-json' });
});
