import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { startParlour } from '../server/test/parlour.ts';

const PAGE = fileURLToPath(new URL('../docs/api.md', import.meta.url));

/** Stops at the first answer that is not a success; address and key come from the environment. */
const SHELL = 'set -euo pipefail\nexport() { :; }\ncurl() { command curl --fail-with-body "$@"; echo; }\n';

/** How the examples of one language are run, all in the order of the page, as one program. */
const PROGRAMS = [
  { language: 'sh', file: 'examples.sh', command: 'bash', isThere: ['bash', '-c', 'command -v curl'], prelude: SHELL },
  { language: 'js', file: 'examples.mjs', command: process.execPath, isThere: [process.execPath, '-v'], prelude: '' },
  { language: 'python', file: 'examples.py', command: 'python3', isThere: ['python3', '--version'], prelude: '' },
];

const Messages = z.object({ items: z.tuple([z.looseObject({ conversationId: z.uuid() })]) });
const Products = z.object({ items: z.tuple([z.looseObject({ id: z.uuid() })]) });

describe('the examples of docs/api.md', () => {
  let parlour: Awaited<ReturnType<typeof startParlour>>;
  let folder: string;
  let environment: NodeJS.ProcessEnv;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parlour-examples-'));
    parlour = await startParlour();
    environment = { ...process.env, URL: `${parlour.origin}/api/v1`, KEY: parlour.operatorKey!, ...(await anaWrote()) };
  });
  after(async () => {
    await parlour?.end();
    await rm(folder, { recursive: true, force: true });
  });

  /** Within the service window anything may be written to her. */
  async function anaWrote(): Promise<{ CONVERSATION: string; PRODUCT: string }> {
    const ana = parlour.phone('+16505551234', 'Ana Torres');
    ana.says('hi', { to: parlour.shop });
    await ana.next();
    const { body: messages } = await parlour.api('GET', '/messages?limit=1');
    const { body: products } = await parlour.api('GET', '/products?limit=1');
    return {
      CONVERSATION: Messages.parse(messages).items[0].conversationId,
      PRODUCT: Products.parse(products).items[0].id,
    };
  }

  for (const { language, file, command, isThere, prelude } of PROGRAMS) {
    test(`work in ${language}`, async (t) => {
      const [probe, ...options] = isThere;
      if ((await run(probe!, options, {})).code !== 0) return t.skip(`${command} is not installed here`);
      await writeFile(join(folder, file), `${prelude}${await blocksOf(language)}`);
      const { code, output } = await run(command, [file], { cwd: folder, env: environment });
      assert.equal(code, 0, output);
    });
  }
});

async function blocksOf(language: string): Promise<string> {
  const page = await readFile(PAGE, 'utf8');
  const blocks = [...page.matchAll(/^```(\w+)\n(.*?)^```/gms)].filter(([, name]) => name === language);
  assert.ok(blocks.length > 5, `the page has examples in ${language}`);
  return blocks.map(([, , text]) => text).join('\n');
}

async function run(command: string, args: string[], options: { cwd?: string; env?: NodeJS.ProcessEnv }) {
  let output = '';
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const code = await once(child, 'close').then(
    ([status]) => Number(status ?? 1),
    () => 127,
  );
  return { code, output };
}
