import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { hrefOf, type Piece, plainText, readWhatsAppText } from './whatsapp-text.ts';

const inline = (text: string): Piece[] => {
  const [line] = readWhatsAppText(text);
  return line && line.kind !== 'block' ? line.pieces : [];
};
const text = (words: string): Piece => ({ kind: 'text', text: words });

describe('text as WhatsApp shows it', () => {
  test('has bold, italic, struck and code words', () => {
    assert.deepEqual(inline('a *b* _c_ ~d~ `e*f*`'), [
      text('a '),
      { kind: 'bold', pieces: [text('b')] },
      text(' '),
      { kind: 'italic', pieces: [text('c')] },
      text(' '),
      { kind: 'strike', pieces: [text('d')] },
      text(' '),
      { kind: 'code', text: 'e*f*' },
    ]);
  });

  test('nests styles', () => {
    assert.deepEqual(inline('*_both_*'), [{ kind: 'bold', pieces: [{ kind: 'italic', pieces: [text('both')] }] }]);
  });

  test('leaves sums, file names and lonely stars alone', () => {
    for (const words of ['2*3*4', 'my_file_name', '5 * 6 * 7', '*', '**', '* a *', 'a *b']) {
      assert.equal(plainText(words), words);
      assert.deepEqual(inline(words), [text(words)]);
    }
  });

  test('does not carry a style into the next line', () => {
    assert.equal(plainText('*a\nb*'), '*a b*');
  });

  test('keeps fenced blocks as they are, and shows a fence that is never closed', () => {
    assert.deepEqual(readWhatsAppText('see\n```\n*x*\n```\nend'), [
      { kind: 'line', pieces: [text('see')] },
      { kind: 'block', text: '*x*' },
      { kind: 'line', pieces: [text('end')] },
    ]);
    assert.equal(plainText('```open'), '```open');
  });

  test('reads quoted lines', () => {
    assert.deepEqual(readWhatsAppText('> said'), [{ kind: 'quote', pieces: [text('said')] }]);
  });

  test('links web pages, mail and numbers with a country code, without the full stop behind them', () => {
    const links = inline('see https://a.example/x?y=1. or www.b.example, me@c.example or +1 650 555 1234!').filter(
      ({ kind }) => kind === 'link',
    );
    assert.deepEqual(
      links.map((link) => 'href' in link && link.href),
      ['https://a.example/x?y=1', 'https://www.b.example/', 'mailto:me@c.example', 'tel:+16505551234'],
    );
  });

  test('never links what could run or read something', () => {
    for (const words of ['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'vbscript:x', 'blob:x']) {
      assert.equal(hrefOf(words), null);
      assert.ok(inline(words).every(({ kind }) => kind !== 'link'));
    }
  });

  test('loses no letter of anything that is written', () => {
    const letters = fc.string({
      unit: fc.constantFrom('*', '_', '~', '`', 'a', ' ', '\n', '>', '.', '@', 'w', ':', '/'),
    });
    fc.assert(
      fc.property(letters, (words) => {
        const kept = (value: string) => value.replace(/[^a@w:/.]/g, '');
        assert.equal(kept(plainText(words)), kept(words));
      }),
    );
  });

  test('does not choke on sixty thousand marks', () => {
    for (const mark of ['*a', '*a*', '_*~', '`a', '+1', 'a@'])
      assert.ok(readWhatsAppText(mark.repeat(20_000)).length > 0);
  });
});
