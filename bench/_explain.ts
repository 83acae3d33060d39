import { execSync } from 'node:child_process';
import { startCluster, makeFolder, removeFolder, withClient } from './database.ts';
import { parlour } from './contestants.ts';
import { sit } from './sitting.ts';
const folder = await makeFolder();
const cluster = await startCluster(folder, { shared_preload_libraries: 'auto_explain', 'auto_explain.log_min_duration': process.env.MIN ?? '1', 'auto_explain.log_nested_statements': 'on', 'auto_explain.log_analyze': 'on', 'auto_explain.log_timing':'off', 'auto_explain.log_parameter_max_length':'0', 'auto_explain.log_buffers':'on', log_statement: 'none', log_error_verbosity: 'default' });
try {
  const url = await cluster.createDatabase('x');
  await sit(cluster, parlour, url, { nodeOptions: (process.env.NODE_OPTS ?? '').split(' ').filter(Boolean) }, async (s)=>{
   await s.play({kind:'open',rate:30,seconds:3,customers:1000});
   execSync(`find ${folder} -name 'postgres-*.log' -exec sh -c 'tail -c 3000000 {} > /tmp/benchdev/low.log' \\;`);
   await s.play({kind:'closed',customers:1000,warmUpSeconds:0,seconds:3});
   execSync(`find ${folder} -name 'postgres-*.log' -exec sh -c 'tail -c 3000000 {} > /tmp/benchdev/full.log' \\;`);
  });
} catch (e) { console.error(e); }
finally { await cluster.stop(); await removeFolder(folder); }
