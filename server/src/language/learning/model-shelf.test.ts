import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type ModelShelf, modelShelf, type Recipe } from './model-shelf.ts';

const greetings: Recipe = {
  examples: [
    { text: 'hello', label: 'greeting' },
    { text: 'bye', label: 'goodbye' },
  ],
};
const greetingsAndThanks: Recipe = { examples: [...greetings.examples, { text: 'thank you', label: 'thanks' }] };
const nothing: Recipe = { examples: [] };

describe('the shelf of models', () => {
  let folder: string;
  const failures: string[] = [];
  const shelves: ModelShelf[] = [];
  const open = (more: { mostBytes?: number } = {}) => {
    const shelf = modelShelf({ folder, failed: (name) => failures.push(name), ...more });
    shelves.push(shelf);
    return shelf;
  };

  before(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'models-')), 'made at first use');
  });
  after(async () => {
    await Promise.all(shelves.map((shelf) => shelf.close()));
    await rm(folder, { recursive: true, force: true });
  });

  test('has a model once it is trained, and nothing before', async () => {
    const shelf = open();
    const ready = shelf.prepare('shop', greetings);
    assert.equal(shelf.get('shop'), null);

    await ready;

    assert.deepEqual(shelf.get('shop')?.labels, ['goodbye', 'greeting']);
    assert.equal((await readdir(folder)).length, 1);
  });

  test('finds it in the folder after a start', async () => {
    const shelf = open();

    assert.equal(await shelf.prepare('shop', greetings), true);

    assert.deepEqual(shelf.get('shop')?.labels, ['goodbye', 'greeting']);
  });

  test('trains anew what is torn', async () => {
    const [file] = await readdir(folder);
    await writeFile(join(folder, file!), 'half a mod');
    const shelf = open();

    await shelf.prepare('shop', greetings);

    assert.deepEqual(shelf.get('shop')?.labels, ['goodbye', 'greeting']);
  });

  test('answers with the model of before while a changed one is trained, then forgets it', async () => {
    const shelf = open();
    await shelf.prepare('shop', greetings);

    const ready = shelf.prepare('shop', greetingsAndThanks);
    assert.deepEqual(shelf.get('shop')?.labels, ['goodbye', 'greeting']);
    await ready;

    assert.deepEqual(shelf.get('shop')?.labels, ['goodbye', 'greeting', 'thanks']);
    assert.equal((await readdir(folder)).length, 1);
  });

  test('keeps the model of before when a training fails, and tells', async () => {
    const shelf = open();
    await shelf.prepare('shop', greetings);

    assert.equal(await shelf.prepare('shop', nothing), false);

    assert.deepEqual(shelf.get('shop')?.labels, ['goodbye', 'greeting']);
    assert.deepEqual(failures, ['shop']);
  });

  test('lets go of the model that was not asked for longest when there is no room, and brings it back', async () => {
    const shelf = open({ mostBytes: 1 });
    await shelf.prepare('shop', greetings);
    assert.notEqual(shelf.get('shop'), null, 'one is kept in any case');

    await shelf.prepare('factory', greetingsAndThanks);
    assert.equal(shelf.get('shop'), null);
    assert.notEqual(shelf.get('factory'), null);

    assert.equal(await shelf.prepare('shop', greetings), true);
    assert.notEqual(shelf.get('shop'), null);
    assert.equal(shelf.get('factory'), null);
  });

  test('keeps the models of two names apart', async () => {
    const shelf = open();

    await Promise.all([shelf.prepare('shop', greetings), shelf.prepare('factory', greetingsAndThanks)]);

    assert.equal(shelf.get('shop')?.labels.length, 2);
    assert.equal(shelf.get('factory')?.labels.length, 3);
  });
});
