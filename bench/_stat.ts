import { startCluster, makeFolder, removeFolder, withClient } from './database.ts';
import { parlour } from './contestants.ts';
import { readFileSync } from 'node:fs';
import { sit } from './sitting.ts';
import { COUNTING, countStatements, forgetStatements } from './statements.ts';
const folder = await makeFolder();
const cluster = await startCluster(folder, COUNTING);
try {
  const url = await cluster.createDatabase('x');
  await sit(cluster, parlour, url, { nodeOptions: (process.env.NODE_OPTS ?? '').split(' ').filter(Boolean) }, async (s)=>{
   if (process.env.SQL) await cluster.asAdmin('x', (c)=>c.query(readFileSync(process.env.SQL!,'utf8')));
   for (const sc of [{kind:'open',rate:30,seconds:5,customers:1000},{kind:'closed',customers:Number(process.env.N ?? 1000),warmUpSeconds:0,seconds:5}] as any[]) {
    await forgetStatements(cluster);
    const c0 = (await s.count()).tally.answered.reduce((a,b)=>a+b,0);
    const m = await s.play(sc);
    await new Promise(r=>setTimeout(r,300));
    const n = (await s.count()).tally.answered.reduce((a,b)=>a+b,0)-c0;
    console.log(sc.kind, n, 'replies', m.repliesPerSecond.toFixed(0), '/s cores', JSON.stringify(m.cores));
    for (const x of (await countStatements(cluster,'x')).slice(0,Number(process.env.TOP ?? 30))) console.log((x.inner?'   ':''), (x.ms*1000/n).toFixed(2)+' µs/reply', 'calls', x.calls, (x.calls/n).toFixed(3)+'/reply', 'ms/call', (x.ms/x.calls).toFixed(2), x.text.slice(0,160));
   }
  });
} catch (e) { console.error(e); }
finally { await cluster.stop(); await removeFolder(folder); }
