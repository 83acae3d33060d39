import { ensureInstalled } from './launch/install.mjs';
import { arePagesBuilt, CONSOLE, ensurePages, PHONE } from './launch/pages.mjs';
import { runProgram } from './launch/program.mjs';
import { runCommand } from './launch/stop.mjs';
import { requireSystem } from './launch/system.mjs';

// `npm start` and `npm run emulator`: complete on a fresh clone with nothing but Node 20 and npm.
const EMULATOR = { entry: 'emulator/main.ts', pages: [PHONE] };
const PARLOUR = { entry: 'server/src/main.ts', pages: [PHONE, CONSOLE] };

await runCommand(async () => {
  requireSystem();
  const [first, ...rest] = process.argv.slice(2);
  const [program, args] = first === 'emulator' ? [EMULATOR, rest] : [PARLOUR, process.argv.slice(2)];
  const dev = process.env.NODE_ENV !== 'production' || !arePagesBuilt(program.pages);
  const node = await ensureInstalled({ dev });
  await ensurePages(node, program.pages);
  return runProgram(node, program.entry, args);
});
