import { ensureInstalled } from './launch/install.mjs';
import { arePagesBuilt, ensurePages } from './launch/pages.mjs';
import { runProgram } from './launch/program.mjs';
import { runCommand } from './launch/stop.mjs';
import { requireSystem } from './launch/system.mjs';

// `npm start` and `npm run emulator`: complete on a fresh clone with nothing but Node 20 and npm.
const ENTRIES = { emulator: 'emulator/main.ts', parlour: 'server/src/main.ts' };

await runCommand(async () => {
  requireSystem();
  const [first, ...rest] = process.argv.slice(2);
  const [entry, args] = first === 'emulator' ? [ENTRIES.emulator, rest] : [ENTRIES.parlour, process.argv.slice(2)];
  const dev = process.env.NODE_ENV !== 'production' || !arePagesBuilt();
  const node = await ensureInstalled({ dev });
  await ensurePages(node);
  return runProgram(node, entry, args);
});
