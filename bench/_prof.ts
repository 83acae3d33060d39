import { startCluster, makeFolder, removeFolder, withClient } from './database.ts';
import { parlour } from './contestants.ts';
import { sit } from './sitting.ts';
import { readProfile } from './profile.ts';
const folder = await makeFolder();
const cluster = await startCluster(folder);
try {
  const url = await cluster.createDatabase('x');
  const r = await sit(cluster, parlour, url, { nodeOptions: ['--cpu-prof','--cpu-prof-dir=/tmp/benchdev/prof', ...(process.env.NODE_OPTS ?? '').split(' ').filter(Boolean)] }, async (s)=>{
    return [await s.play({kind:'closed',customers:1000,warmUpSeconds:1,seconds:8})];
  });
  for (const m of r.result) console.log(m.repliesPerSecond, m.repliesPerCpuSecond, m.cores);
  const p = readProfile('/tmp/benchdev/prof', 0.4, 0.85);
  for (const h of p.byFunction.slice(0,60)) console.log((h.share*100).toFixed(2)+'%', h.what);
  console.log('---'); for (const h of p.byPart.slice(0,30)) console.log((h.share*100).toFixed(2)+'%', h.what);
} catch (e) { console.error(e); }
finally { await cluster.stop(); await removeFolder(folder); }
