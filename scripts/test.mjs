import { ensureInstalled } from './launch/install.mjs';
import { CONSOLE, ensurePages, PHONE } from './launch/pages.mjs';
import { runProgram } from './launch/program.mjs';
import { runCommand } from './launch/stop.mjs';
import { requireSystem } from './launch/system.mjs';

// `npm test [file, folder or part of a name …]`: complete on a fresh clone with nothing but Node 20 and npm.
await runCommand(async () => {
  requireSystem();
  const node = await ensureInstalled({ dev: true });
  await ensurePages(node, [PHONE, CONSOLE]);
  return runProgram(node, 'scripts/suite/main.ts', process.argv.slice(2), { readsEnvFile: false });
});
