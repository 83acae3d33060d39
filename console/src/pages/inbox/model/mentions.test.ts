import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readNote, typedNote, withMentions } from './mentions.ts';

const ana = { id: '01a1ff03-9775-729f-9b3c-57bb93af6ae1', name: 'Ana' };
const anaMaria = { id: '01a1ff03-9775-729f-9b3c-57bb93af6ae2', name: 'Ana Maria (night)' };
const team = [ana, anaMaria];

describe('a note', () => {
  test('names colleagues; the longer name counts, and a word that only begins like one does not', () => {
    assert.equal(
      withMentions('@Ana and @Ana Maria (night), see @Anabel', team),
      `@[Ana](${ana.id}) and @[Ana Maria (night)](${anaMaria.id}), see @Anabel`,
    );
    assert.equal(withMentions('@Ana', []), '@Ana');
  });

  test('reads as it was typed', () => {
    const kept = withMentions('hi @Ana!', team);

    assert.deepEqual(readNote(kept), [
      { kind: 'words', text: 'hi ' },
      { kind: 'person', text: '@Ana', id: ana.id },
      { kind: 'words', text: '!' },
    ]);
    assert.equal(typedNote(kept), 'hi @Ana!');
    assert.deepEqual(readNote('no (names)'), [{ kind: 'words', text: 'no (names)' }]);
  });
});
