import { startEmbeddedPostgres } from './index.ts';

/** Run by tests as a process of its own: starts the database of argv[2], says so, and stays until it is killed. */
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
await startEmbeddedPostgres({ dataDir: process.argv[2]!, log: quiet, settings: JSON.parse(process.argv[3] ?? '{}') });
process.send?.('ready');
