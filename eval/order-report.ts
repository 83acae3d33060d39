import { evaluateOrders } from './orders.ts';
import { asTable } from './report.ts';

/** Prints the order figures of the repository, and with `misses` every message that is read otherwise than expected. */
export async function printOrderFigures({ misses: withMisses }: { misses: boolean }): Promise<void> {
  const { rows, misses } = await evaluateOrders();
  console.log(asTable(rows));
  if (!withMisses) return;
  for (const { id, text, wanted, read, silent } of misses)
    console.log(`\n${id}${silent ? ' (without a question)' : ''}: ${text}\n  wanted: ${wanted}\n  read:   ${read}`);
}
