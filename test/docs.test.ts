import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const filesIn = (pattern: string): string[] => globSync(pattern, { cwd: ROOT, exclude: ['**/node_modules/**'] }).sort();

const DOCUMENTS = [...filesIn('*.md'), ...filesIn('docs/**/*.md'), ...filesIn('emulator/*.md')];
const everywhere = DOCUMENTS.map((path) => ({ path, text: read(path) }));

describe('the documents', () => {
  test('have a line for every kind of problem, and for no other', () => {
    const inCode = kindsInCode();
    assert.ok(inCode.length > 30, 'the code is searched where problems are');
    assert.deepEqual(kindsIn('docs/problems.md'), inCode);
  });

  test('name no file that is not there', () => {
    for (const { path, text } of everywhere) {
      for (const file of text.split('\n').flatMap(filesNamedIn)) {
        assert.ok(existsSync(join(ROOT, file)) || MADE_BY_READERS.has(file), `${path} names ${file}`);
      }
    }
  });

  test('link to files and headings that are there', () => {
    for (const { path, text } of everywhere) {
      for (const [, target, heading] of text.matchAll(/\]\((?!https?:|mailto:)([^)#\s]*)#?([^)\s]*)\)/g)) {
        const file = target ? normalize(join(dirname(path), target)) : path;
        assert.ok(existsSync(join(ROOT, file)), `${path} links to ${target}`);
        if (heading) assert.ok(headingsOf(read(file)).includes(heading), `${path} links to ${file}#${heading}`);
      }
    }
  });

  test('name only commands of package.json', () => {
    const { scripts } = JSON.parse(read('package.json'));
    for (const { path, text } of everywhere) {
      for (const [, name] of text.matchAll(/npm run ([a-z:-]+)/g)) {
        assert.ok(name! in scripts, `${path} names "npm run ${name}"`);
      }
    }
  });
});

describe('.env.example', () => {
  const inExample = new Set(read('.env.example').match(/^[A-Z_]+(?==)/gm));
  const inServer = [...read('server/src/platform/config.ts').matchAll(/^ {2}([A-Z_]+): /gm)].map(([, name]) => name!);
  const inEmulator = [...read('emulator/main.ts').matchAll(/env\.([A-Z_]+)/g)].map(([, name]) => name!);
  const known = new Set([...inServer, ...inEmulator]);

  test('explains every variable that is read, and no other', () => {
    assert.ok(inServer.length > 15, 'the settings are found in the code');
    assert.deepEqual([...inExample].sort(), [...known].sort());
  });

  test('has every setting that a document names', () => {
    for (const { path, text } of everywhere) {
      for (const [, name] of text.matchAll(/`((?:WHATSAPP|EMULATOR)_[A-Z_]+[A-Z]|DATA_DIR|[A-Z]+_URL)[`=]/g)) {
        assert.ok(known.has(name!) || OTHERS.has(name!), `${path} names ${name}`);
      }
    }
  });
});

/** What an example tells the reader to write. */
const MADE_BY_READERS = new Set(['flows/bakery.yaml']);

/** Settings of the tests and of the examples, not of Parlour. */
const OTHERS = new Set(['TEST_DATABASE_URL', 'PARLOUR_URL']);

/** `new Problem('kind', …` and the table of what the HTTP library refuses. */
function kindsInCode(): string[] {
  const files = filesIn('server/src/**/*.ts').filter((path) => !path.endsWith('.test.ts'));
  const made = files.flatMap((path) => [...read(path).matchAll(/new Problem\(\s*'([a-z-]+)'/g)]);
  const listed = [...read('server/src/platform/http.ts').matchAll(/\['([a-z-]+)', (?:\d{3}|error\.statusCode),/g)];
  return [...new Set([...made, ...listed].map(([, kind]) => kind!))].sort();
}

function kindsIn(path: string): string[] {
  return [...new Set([...read(path).matchAll(/^\| `([a-z-]+)` \| \d/gm)].map(([, kind]) => kind!))].sort();
}

const NAMED =
  /`((?:server|emulator|flows|scripts|test|bench|docs)\/[\w./-]*|[\w-]+\.(?:test\.)?ts|[A-Z]+\.md|\.env\.example)`/g;

/**
 * Paths from the root of the repository that a line has in backticks. A file without a folder lies beside the one
 * before it; one without any before it is not looked for.
 */
function filesNamedIn(line: string): string[] {
  let folder: string | null = null;
  return [...line.matchAll(NAMED)].flatMap(([, file]) => {
    const isBare = !file!.includes('/') && file!.endsWith('.ts');
    if (isBare) return folder === null ? [] : [join(folder, file!)];
    folder = file!.endsWith('/') ? file! : dirname(file!);
    return [file!];
  });
}

/** As the usual renderers make anchors of headings. */
function headingsOf(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading!
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  );
}
