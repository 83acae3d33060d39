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

let crowd: { customers: Customers; prepare(customers: number, each: number): void } | null = null;

process.on('message', (command: Command) => {
  obey(command).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on('disconnect', () => process.exit());

async function obey(command: Command): Promise<Answer[Command['do']]> {
  if (command.do === 'gather') return gather(command);
  if (!crowd) throw new Error('nobody is here yet');
  const { customers, prepare } = crowd;
  switch (command.do) {
    case 'prepare':
      prepare(command.customers, command.each);
      return null;
    case 'play':
      return play(customers, command.scenario, command.pids);
    case 'count':
      return { tally: customers.tally, refused: customers.refused };
  }
}

async function gather({ serverPort, customers: most, run, text }: Extract<Command, { do: 'gather' }>): Promise<Answer['gather']> {
  const requests = webhookRequests(serverPort, run, text);
  const customers = new Customers(most, openLines(serverPort, CONNECTIONS), requests);
  const graph = openGraph((recipient) => customers.hears(recipient)).listen(0, '127.0.0.1', 2_048);
  await once(graph, 'listening');
  crowd = { customers, prepare: requests.prepare };
  const address = graph.address();
  if (typeof address !== 'object' || !address) throw new Error('the provider has no port');
  return { graphPort: address.port };
}
