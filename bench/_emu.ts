import { createEmulator } from '/work/main/emulator/src/index.ts';
import { openGraph } from '/work/main/bench/crowd/graph.ts';
import { Pool } from 'undici';
const which = process.argv[2];
const N = 40000;
const text = '{"messaging_product":"whatsapp","recipient_type":"individual","to":"+16505551234","biz_opaque_callback_data":"0190a000-0000-7000-8000-000000000001","type":"interactive","interactive":{"type":"list","body":{"text":"Welcome to Harbour Street Clothing! What can we do for you today?"},"action":{"button":"Choose","sections":[{"rows":[{"id":"main/browse","title":"Browse products"},{"id":"main/order","title":"Order"},{"id":"main/track","title":"Track an order"},{"id":"main/cancel","title":"Cancel an order"}]}]}}}';
if (which === 'emulator' || which==='lean') {
  if (which==='emulator') { const e = createEmulator({ ledger:false, limits:false, statuses:false, unknownRecipients:'reachable', page:false, fetchLinks:false, keepMessages: 1000, accessToken:'t', onSend(){} }); await e.listen({port:4555}); }
  else openGraph(()=>{}).listen(4555,'127.0.0.1');
  let c0 = process.cpuUsage();
  process.on('message', (m)=>{ if(m==='start') c0=process.cpuUsage(); else { const c = process.cpuUsage(c0); process.send!((c.user+c.system)/N); process.exit(0);} });
  process.send!('ready');
} else {
  const { fork } = await import('node:child_process');
  for (const kind of ['emulator','lean']) {
    const child = fork(new URL(import.meta.url), [kind]);
    await new Promise(r=>child.once('message', r));
    const pool = new Pool('http://127.0.0.1:4555', {connections: 64});
    const run = async (n:number)=>{ let i=0; await Promise.all(Array.from({length:64}, async()=>{ while(i<n){ i++; const r = await pool.request({method:'POST', path:'/v25.0/106540352242922/messages', headers:{authorization:'Bearer t','content-type':'application/json'}, body:text}); const b = await r.body.text(); if (r.statusCode!==200) throw new Error(b);} })); };
    await run(5000); child.send('start'); const t=performance.now(); await run(N); child.send('stop');
    const us = await new Promise(r=>child.once('message', r));
    console.log(kind, 'server CPU us/request', us, 'req/s', N/(performance.now()-t)*1000);
    await pool.close();
  }
}
