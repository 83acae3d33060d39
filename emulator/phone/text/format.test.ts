import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { format, isFewEmoji, plainText } from './format.ts';

const text = (value: string) => ({ kind: 'text', text: value });
const bold = (...children: unknown[]) => ({ kind: 'bold', children });
const italic = (...children: unknown[]) => ({ kind: 'italic', children });
const line = (...children: unknown[]) => [{ kind: 'paragraph', children }];

describe('a message with formatting marks', () => {
  test('shows bold, italic and struck words', () => {
    assert.deepEqual(
      format('*big* _soft_ ~gone~'),
      line(bold(text('big')), text(' '), italic(text('soft')), text(' '), { kind: 'strike', children: [text('gone')] }),
    );
  });

  test('may nest marks', () => {
    assert.deepEqual(format('*very _soft_*'), line(bold(text('very '), italic(text('soft')))));
  });

  test('shows code as it was typed, marks and all', () => {
    assert.deepEqual(
      format('run ```a *b* c``` or `x_y`'),
      line(text('run '), { kind: 'code', text: 'a *b* c' }, text(' or '), { kind: 'code', text: 'x_y' }),
    );
  });

  test('keeps a code fence over several lines in one piece', () => {
    assert.deepEqual(format('```\none\n- two\n```'), line({ kind: 'code', text: 'one\n- two' }));
  });

  for (const literal of [
    'snake_case_name',
    '2*3*4',
    '* lone',
    'a * b * c',
    '*open',
    '**',
    '***',
    '_ x _',
    '`',
    '``````',
    '*two\nlines*',
  ]) {
    test(`leaves ${JSON.stringify(literal)} as it was typed`, () => {
      assert.equal(plainText(literal), literal.replace(/^\* /, '• '));
    });
  }

  test('groups lines into lists and quotes', () => {
    assert.deepEqual(format('- red\n* blue\n1. one\n3. three\n> said'), [
      { kind: 'bullets', items: [[text('red')], [text('blue')]] },
      {
        kind: 'numbers',
        items: [
          { value: 1, children: [text('one')] },
          { value: 3, children: [text('three')] },
        ],
      },
      { kind: 'quote', children: [text('said')] },
    ]);
  });

  test('keeps empty lines between paragraphs', () => {
    assert.equal(plainText('Hi\n\nthere'), 'Hi\n\nthere');
  });

  test('is read in a moment, however many marks it opens', () => {
    assert.ok(format('*_~'.repeat(1_365)).length > 0);
    assert.ok(format('*a '.repeat(1_365)).length > 0);
  });
});

describe('a link', () => {
  test('is found between words, without the full stop after it', () => {
    assert.deepEqual(
      format('See https://shop.example/a_b_c?x=1.'),
      line(
        text('See '),
        { kind: 'link', text: 'https://shop.example/a_b_c?x=1', href: 'https://shop.example/a_b_c?x=1' },
        text('.'),
      ),
    );
  });

  test('may be bold', () => {
    const link = { kind: 'link', text: 'https://shop.example', href: 'https://shop.example' };
    assert.deepEqual(format('*https://shop.example*'), line(bold(link)));
  });

  test('gains its scheme when it starts with www or is an e-mail address', () => {
    assert.deepEqual(
      format('www.shop.example ana@shop.example'),
      line({ kind: 'link', text: 'www.shop.example', href: 'https://www.shop.example' }, text(' '), {
        kind: 'link',
        text: 'ana@shop.example',
        href: 'mailto:ana@shop.example',
      }),
    );
  });

  test('of any other scheme stays text', () => {
    assert.deepEqual(format('javascript:alert(1)'), line(text('javascript:alert(1)')));
  });

  test('in brackets leaves the bracket outside', () => {
    assert.equal(format('(https://a.example/b)')[0]!.kind, 'paragraph');
    assert.deepEqual(
      format('(https://a.example/b)'),
      line(text('('), { kind: 'link', text: 'https://a.example/b', href: 'https://a.example/b' }, text(')')),
    );
  });
});

describe('a message of emoji alone', () => {
  test('is large up to three', () => {
    for (const few of ['👍', '❤️', '👩‍👩‍👧 🎉', '🇪🇸🙏🏽😀']) assert.equal(isFewEmoji(few), true, few);
    for (const other of ['👍👍👍👍', 'ok 👍', '1', '#', '']) assert.equal(isFewEmoji(other), false, other);
  });
});
