import { z } from 'zod';
import { changeFacts } from '../../contacts/index.ts';
import { readYesNo } from '../../language/index.ts';
import type { Tx } from '../../platform/context.ts';
import { OrderCard } from '../actions/order-card.ts';
import { Draft } from '../actions/order-draft.ts';
import { callPerson } from '../flows/answering.ts';
import type { Turn } from '../flows/turn.ts';
import type { Owner } from '../owner.ts';
import type { Pending } from './state.ts';
import { sayIn } from './texts.ts';

/** The ids of the buttons; the number says which showing they belong to. */
const TAP = /^agent\/(yes|no)#(\d+)$/;

/** Shows what waits for a tap, below whatever the agent says. */
export function askToConfirm(turn: Turn, what: Pending): void {
  const showing = turn.state.asked + 1;
  turn.state.asked = showing;
  turn.state.agent = { ...turn.state.agent, pending: { what, showing, isLast: true } };
  const say = (name: 'yes' | 'no') => sayIn(turn.language, name);
  turn.out.prompt = {
    body: bodyOf(turn, what),
    options: [
      { id: `agent/yes#${showing}`, title: say('yes') },
      { id: `agent/no#${showing}`, title: say('no') },
    ],
    show: 'buttons',
    label: say('yes'),
  };
}

function bodyOf({ language }: Turn, what: Pending): string {
  switch (what.kind) {
    case 'order':
      return sayIn(language, 'confirm_order', draftGaps(what.draft));
    case 'change':
      return sayIn(language, 'confirm_change', { number: what.number, ...draftGaps(what.draft) });
    case 'cancel':
      return sayIn(language, 'confirm_cancel', { number: what.number });
    case 'remember': {
      const facts = Object.entries(what.facts).map(([name, value]) => `• ${name.replaceAll('_', ' ')}: ${value}`);
      return sayIn(language, 'confirm_remember', { facts: facts.join('\n') });
    }
  }
}

function draftGaps(draft: unknown): { lines: string; total: string } {
  const { lines, total } = Draft.parse(draft);
  const written = lines.map(({ quantity, name, total }) => `• ${quantity} × ${name} – ${total}`);
  return { lines: written.join('\n'), total };
}

/**
 * Takes the customer's word about what the agent proposed: a tap on the newest buttons, or a plain yes or no right after
 * them. This alone makes it happen, in the turn's transaction; no model is asked.
 */
export const confirmation: Owner = {
  name: 'confirmation',
  async answer(turn) {
    const { agent } = turn.state;
    const [, choice, showing] = TAP.exec(turn.said.tap ?? '') ?? [];
    if (choice === undefined && !agent?.pending) return false;
    const pending = agent?.pending;
    const isYes = choice === undefined ? typedAnswer(turn) : choice === 'yes';
    if (isYes === null) {
      // Something else was said: from now on only the buttons count.
      if (agent && pending) turn.state.agent = { ...agent, pending: { ...pending, isLast: false } };
      return false;
    }
    turn.trace.understood.push({ how: choice === undefined ? 'choice' : 'tap', what: isYes ? 'yes' : 'no' });
    if (!pending || (showing !== undefined && Number(showing) !== pending.showing)) {
      turn.out.texts.push(sayIn(turn.language, 'not_yours'));
      return true;
    }
    const { pending: _over, ...rest } = agent;
    turn.state.agent = rest;
    if (isYes) await fulfil(turn, pending.what);
    else turn.out.texts.push(sayIn(turn.language, 'left'));
    return true;
  },
};

function typedAnswer({ said, state, language }: Turn): boolean | null {
  if (said.tap !== null || !state.agent?.pending?.isLast || said.text.length > LONGEST_YES) return null;
  return readYesNo(said.text, language);
}
const LONGEST_YES = 20; // characters: "yes, but the blue one" is something else

async function fulfil(turn: Turn, what: Pending): Promise<void> {
  switch (what.kind) {
    case 'order':
      return placeOrder(turn, what.draft);
    case 'change':
      return changeOrder(turn, what);
    case 'cancel':
      return cancelOrder(turn, what.number);
    case 'remember': {
      const tx = await writing(turn);
      await changeFacts(tx, turn.input.business.id, turn.input.contact.id, what.facts);
      turn.out.texts.push(sayIn(turn.language, 'remembered'));
    }
  }
}

async function writing(turn: Turn): Promise<Tx> {
  turn.tx = await turn.input.write();
  return turn.tx;
}

const Placed = z.object({ order: OrderCard });

async function placeOrder(turn: Turn, draft: unknown): Promise<void> {
  const { outcome, result } = await turn.services.runAction(turn, 'place-order', { draft });
  if (outcome === 'placed') {
    turn.out.texts.push(sayIn(turn.language, 'placed', Placed.parse(result).order));
  } else if (outcome === 'refused') {
    await callPerson(turn, 'an order is larger than the shop takes by itself');
  } else if (outcome === 'ready') {
    turn.out.texts.push(sayIn(turn.language, 'price_changed'));
    askToConfirm(turn, { kind: 'order', draft: result });
  } else turn.out.texts.push(sayIn(turn.language, 'no_longer'));
}

/** The old order goes only when the new one can be placed: both happen, or neither. */
async function changeOrder(turn: Turn, { number, draft }: Extract<Pending, { kind: 'change' }>): Promise<void> {
  const tx = await writing(turn);
  const undo = new Error('the new order could not be placed');
  let outcome = '';
  let result: unknown = null;
  try {
    await tx.transaction(async () => {
      const gone = await turn.services.runAction(turn, 'cancel-order', { number });
      outcome = gone.outcome;
      if (gone.outcome !== 'cancelled') throw undo;
      ({ outcome, result } = await turn.services.runAction(turn, 'place-order', { draft }));
      if (outcome !== 'placed') throw undo;
    });
    turn.out.texts.push(sayIn(turn.language, 'changed', { old: number, ...Placed.parse(result).order }));
  } catch (error) {
    if (error !== undo) throw error;
    const isLate = outcome === 'too_late' || outcome === 'not_found';
    turn.out.texts.push(isLate ? sayIn(turn.language, 'too_late', { number }) : sayIn(turn.language, 'no_longer'));
  }
}

async function cancelOrder(turn: Turn, number: number): Promise<void> {
  const { outcome } = await turn.services.runAction(turn, 'cancel-order', { number });
  turn.out.texts.push(sayIn(turn.language, outcome === 'cancelled' ? 'cancelled' : 'too_late', { number }));
}
