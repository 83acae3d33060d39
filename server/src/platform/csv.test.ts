import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { describe, test } from 'node:test';
import { type CsvLine, csvLines, csvText, withCsv } from './csv.ts';

const bytesOf = async (file: string | Buffer): Promise<CsvLine[]> =>
  withCsv(Readable.from([Buffer.from(file)]), async (lines) => Array.fromAsync(lines));

/** As a large file and as a small one: both are read the same. */
async function cellsOf(file: string | Buffer): Promise<string[][]> {
  const lines = await bytesOf(file);
  assert.deepEqual(csvLines(csvText(Buffer.from(file))), lines);
  return lines.map(({ cells }) => cells);
}

describe('a CSV file', () => {
  const ANN = [
    ['name', 'phone'],
    ['Ann', '+1'],
  ];

  test('is read as table programs write it', async () => {
    assert.deepEqual(await cellsOf('name,phone\nAnn,+1\n'), ANN);
    assert.deepEqual(await cellsOf('\uFEFFname;phone\r\nAnn;+1\r\n'), ANN, 'with a mark, where ; separates');
    assert.deepEqual(await cellsOf('\uFEFFsep=;\r\nname;phone\r\nAnn;+1\r\n'), ANN, 'told what separates');
    assert.deepEqual(await cellsOf('name,phone\rAnn,+1\r'), ANN, 'with the line ends of old');
    assert.deepEqual(await cellsOf(Buffer.from('\uFEFFname\tphone\r\nAnn\t+1\r\n', 'utf16le')), ANN, 'Unicode text');
  });

  test('has lines as an editor counts them, without emptied rows', async () => {
    const lines = await bytesOf('name;phone\n;\n\n"Ann\nLee";+1\n;;\n');
    assert.deepEqual(
      lines.map(({ number, cells }) => [number, cells[0]]),
      [
        [1, 'name'],
        [5, 'Ann\nLee'],
      ],
    );
  });

  test('in another alphabet, cut off or with an open quote says so', async () => {
    const refused = { kind: 'csv-wrong' };
    for (const file of [
      Buffer.from('name\nJos\xe9\n', 'latin1'),
      Buffer.from('name\nJosé').subarray(0, -1),
      'a\n"b\n',
    ]) {
      await assert.rejects(bytesOf(file), refused);
      assert.throws(() => csvLines(csvText(Buffer.from(file))), refused);
    }
  });
});
