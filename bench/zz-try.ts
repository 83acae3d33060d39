import { startCluster, makeFolder, removeFolder, withClient } from './database.ts';
import { floorOne, floorTwo, parlour } from './zz-contestants.ts';
import { sit } from './sitting.ts';
const which = process.argv[2]!; const c = {one: floorOne, two: floorTwo, parlour}[which]!;
const folder = await makeFolder();
const cluster = await startCluster(folder);
try {
  const url = await cluster.createDatabase('x');
  await withClient({connectionString:url}, (k)=>c.prepare(k));
  const since = new Date();
  const r = await sit(cluster, c, url, { nodeOptions: (process.env.NODE_OPTS ?? '').split(' ').filter(Boolean) }, async (s)=>{
    const out=[];
    for (const sc of [{kind:'open',rate:300,seconds:4,customers:1000},{kind:'closed',customers:200,warmUpSeconds:1,seconds:3},{kind:'closed',customers:1000,warmUpSeconds:1,seconds:3}] as any[]) out.push(await s.play(sc));
    return out;
  });
  for (const m of r.result) console.log(JSON.stringify(m));
  const sum=(a:number[])=>a.reduce((x,y)=>x+y,0);
  console.log('sent',sum(r.tally.sent),'ack',sum(r.tally.acknowledged),'answered',sum(r.tally.answered),'refused',r.refused);
  const kept = await withClient({connectionString:url}, (k)=>c.kept(k,since));
  console.log('kept', kept.length, sum(kept.map(k=>k.stored)), sum(kept.map(k=>k.answered)), await withClient({connectionString:url}, (k)=>c.faults(k,since)));
} catch (e) { console.error(e); }
finally { await cluster.stop(); await removeFolder(folder); }
