import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { contents, type Prompt } from './output.ts';

const prompt = (options: Prompt['options'], body = 'Choose'): Prompt => ({
  body,
  options,
  show: 'auto',
  label: 'Open',
});
const titled = (...titles: string[]) => titles.map((title, at) => ({ id: String(at), title }));

describe('what a turn says', () => {
  test('is one message where it fits into one', () => {
    assert.deepEqual(contents({ texts: ['First.', 'Second.'], prompt: prompt(titled('Yes', 'No')) }), [
      {
        type: 'buttons',
        body: 'First.\n\nSecond.\n\nChoose',
        buttons: [
          { id: '0', title: 'Yes' },
          { id: '1', title: 'No' },
        ],
      },
    ]);
  });

  test('is nothing when there is nothing to say', () => {
    assert.deepEqual(contents({ texts: [], prompt: null }), []);
  });

  test('goes ahead as text when the body of buttons would be too long', () => {
    const long = 'word '.repeat(250).trim();
    const messages = contents({ texts: [long], prompt: prompt(titled('Yes')) });

    assert.deepEqual(
      messages.map(({ type }) => type),
      ['text', 'buttons'],
    );
    assert.deepEqual(messages[1], { type: 'buttons', body: 'Choose', buttons: [{ id: '0', title: 'Yes' }] });
  });

  test('is cut between paragraphs, at most 4096 characters a message', () => {
    const paragraph = 'x'.repeat(1_500);
    const messages = contents({ texts: Array.from({ length: 5 }, (_, at) => `${at}${paragraph}`), prompt: null });

    assert.deepEqual(
      messages.map((message) => message.type === 'text' && message.body.length),
      [3_004, 3_004, 1_501],
    );
  });

  test('keeps titles within their limits, different from each other, and emoji whole', () => {
    const [message] = contents({
      texts: [],
      prompt: {
        ...prompt(titled(`Long sleeve ${'🦄'.repeat(20)} A`, `Long sleeve ${'🦄'.repeat(20)} B`)),
        show: 'list',
      },
    });

    assert.equal(message?.type, 'list');
    const titles = message?.type === 'list' ? message.sections[0]!.rows.map(({ title }) => title) : [];
    assert.ok(
      titles.every((title) => [...title].length <= 24 && title.isWellFormed()),
      titles.join(),
    );
    assert.notEqual(titles[0], titles[1]);
  });

  test('shows three titles that are too long for buttons as a list', () => {
    const [message] = contents({ texts: [], prompt: prompt(titled('A title of 23 characters', 'B', 'C')) });
    assert.equal(message?.type, 'list');
  });
});
