import { parseArgs } from 'node:util';
import { evaluateOrderFile, evaluateOrders } from './orders.ts';
import { asTable, holds } from './report.ts';

/** `[--catalogue C.json --test O.jsonl] [--misses] [--json]`; without files, on the repository's own. */
const { values } = parseArgs({
  options: {
    catalogue: { type: 'string' },
    test: { type: 'string' },
    misses: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
});
const { catalogue, test } = values;
if (Boolean(catalogue) !== Boolean(test)) throw new Error('--catalogue and --test go together.');
const { rows, misses } = catalogue && test ? evaluateOrderFile(catalogue, test) : await evaluateOrders();
if (values.json) console.log(JSON.stringify({ rows, ...(values.misses && { misses }) }, null, 2));
else {
  console.log(asTable(rows));
  if (values.misses)
    for (const { id, text, wanted, read, silent } of misses)
      console.log(`\n${id}${silent ? ' (without a question)' : ''}: ${text}\n  wanted: ${wanted}\n  read:   ${read}`);
}
process.exitCode = rows.every(holds) || catalogue ? 0 : 1;
