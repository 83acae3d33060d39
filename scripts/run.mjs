import { ensureInstalled } from './launch/install.mjs';
import { runProgram } from './launch/program.mjs';
import { runCommand } from './launch/stop.mjs';
import { requireSystem } from './launch/system.mjs';

// `npm run bench`, `npm run flows …`: runs one TypeScript program of the repository with our Node.
await runCommand(async () => {
  requireSystem();
  const [entry, ...args] = process.argv.slice(2);
  const node = await ensureInstalled({ dev: process.env.NODE_ENV !== 'production' });
  return runProgram(node, entry, args);
});
