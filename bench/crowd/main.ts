import { once } from 'node:events';
import type { Answer, Command } from './commands.ts';
import { Customers } from './conversation.ts';
import { webhookRequests } from './customers.ts';
import { openGraph } from './graph.ts';
import { openLines } from './lines.ts';
import { play } from './scenario.ts';

/**
 * The outside world of one server, in a process of its own: customers, and Meta between them and the server. Both in
 * one, because the time from a customer's message to the reply at Meta then has one clock.
 */
const CONNECTIONS = 256;

let customers: Customers | null = null;

process.on('message', (command: Command) => {
  obey(command).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());

async function obey(command: Command): Promise<Answer[Command['do']]> {
  if (command.do === 'gather') return gather(command);
  if (!customers) throw new Error('nobody is here yet');
  if (command.do === 'play') return play(customers, command.scenario, command.pids);
  return { tally: customers.tally, refused: customers.refused };
}

async function gather({
  serverPort,
  customers: most,
  run,
  text,
}: Extract<Command, { do: 'gather' }>): Promise<Answer['gather']> {
  const all = new Customers(most, openLines(serverPort, CONNECTIONS), webhookRequests(serverPort, run, text));
  const graph = openGraph((recipient) => all.hears(recipient)).listen(0, '127.0.0.1', 2_048);
  await once(graph, 'listening');
  customers = all;
  const address = graph.address();
  if (typeof address !== 'object' || !address) throw new Error('the provider has no port');
  return { graphPort: address.port };
}
