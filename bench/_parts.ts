import { startCluster, makeFolder, removeFolder } from './database.ts';
import { parlour } from './contestants.ts';
import { enter } from './race.ts';
import { sit } from './sitting.ts';
import { timeParts } from './parts.ts';
const folder = await makeFolder(); const cluster = await startCluster(folder);
try { const e = await enter(cluster, parlour, 'x'); await sit(cluster, parlour, e.databaseUrl, { nodeOptions: ['--import','/tmp/benchdev/hook.mjs'] }, async()=>{}); console.table(await timeParts(e.databaseUrl)); }
catch (e) { console.error(e) } finally { await cluster.stop(); await removeFolder(folder); }
