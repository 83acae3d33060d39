import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from './launch/root.mjs';

// `npm run console:types`: writes console/openapi.json and, from it, the types of the console's client. Run it with
// the repository's own Node after every change of a route.
const { describeApi } = await import('./api-description.mjs');
const description = join(ROOT, 'console', 'openapi.json');
const types = join(ROOT, 'console', 'src', 'api', 'schema.d.ts');
mkdirSync(join(ROOT, 'console', 'src', 'api'), { recursive: true });
writeFileSync(description, `${JSON.stringify(await describeApi(), null, 1)}\n`);

// The generator needs an older TypeScript than ours and cannot live in one tree with it.
const empty = mkdtempSync(join(tmpdir(), 'console-types-'));
try {
  const generator = ['--package=typescript@5.9.3', '--package=openapi-typescript@7.13.0'];
  execFileSync('npm', ['exec', '--yes', ...generator, '--', 'openapi-typescript', description, '-o', types], {
    cwd: empty,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
} finally {
  rmSync(empty, { recursive: true, force: true });
}
console.log('Wrote console/openapi.json and console/src/api/schema.d.ts.');
process.exit(0);
