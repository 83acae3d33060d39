import { chatBetween, place } from './chats.ts';
import type { JournalLine } from './journal.ts';
import { climb, reachWaiting } from './ladder.ts';
import { accountOf } from './meta/account.ts';
import { goOnWithMeta } from './meta/furnish.ts';
import { placeReach, portfolioOf } from './meta/portfolio.ts';
import { place as placeTemplate } from './meta/templates.ts';
import { index } from './people.ts';
import { sendWaiting } from './phones/customer-message.ts';
import type { World } from './world.ts';

/** Takes one line of the journal back into the world, without announcing or writing anything. */
export function restoreLine(world: World, line: JournalLine): void {
  if (line.value === null) return;
  switch (line.kind) {
    case 'phone':
      index(world, line.value);
      break;
    case 'chat':
      Object.assign(chatBetween(world, line.value.phoneId, line.value.numberId), line.value);
      break;
    case 'message':
      place(world, line.value);
      break;
    case 'media':
      world.media.restore(line.value);
      break;
    case 'webhook':
      world.deliveries.enqueue(line.value);
      break;
    case 'app':
      world.app = line.value;
      break;
    case 'account':
      Object.assign(accountOf(world, line.value.wabaId), line.value);
      break;
    case 'portfolio':
      Object.assign(portfolioOf(world, line.value.id), line.value);
      break;
    case 'reach':
      placeReach(world, line.value);
      break;
    case 'number':
      Object.assign(world.numbers.get(line.id) ?? {}, line.value);
      break;
    case 'template':
      placeTemplate(world, line.value);
      break;
    case 'flow':
      world.flows.set(line.id, line.value);
      break;
    case 'start':
      break;
  }
}

/** Goes on with what was under way when the process ended. */
export function goOnAfterRestart(world: World): void {
  goOnWithMeta(world);
  for (const message of [...world.messages.values()]) {
    const business = world.businesses.get(message.numberId);
    if (business && message.from === 'business' && message.stage === 'accepted' && !message.held)
      climb(world, business, message);
  }
  for (const person of world.people.values()) {
    reachWaiting(world, person);
    if (person.online) sendWaiting(world, person);
  }
}
