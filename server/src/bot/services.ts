import { consentOf, recordConsent } from '../contacts/index.ts';
import type { Ctx, Tx } from '../platform/context.ts';
import { localeOf } from '../platform/locale.ts';
import type { Action, ActionTurn } from './actions/action.ts';
import type { CatalogueShelf } from './catalogue.ts';
import { labelOf, type Turn, type TurnServices } from './flows/turn.ts';

/** What flows reach of the rest of the program: actions, and the consent of the contact. */
export function turnServices(ctx: Ctx, actions: ReadonlyMap<string, Action>, shelf: CatalogueShelf): TurnServices {
  return {
    async runAction(turn, name, input) {
      const action = actions.get(name);
      if (!action) throw new Error(`there is no action ${name}`); // the checker lets no such flow through
      const began = ctx.now().getTime();
      const { outcome, result } = await action.run(ctx, input, actionTurn(ctx, turn, shelf));
      turn.trace.actions.push({ name, outcome, ms: ctx.now().getTime() - began });
      return { outcome, result, effect: action.effect };
    },

    async recordConsent(turn, granted) {
      const { business, contact } = turn.input;
      const tx = await open(turn);
      const known = await consentOf(tx, business.id, contact.id, 'marketing');
      if (granted && known === null) return false; // "start" of somebody who never said stop is no opt-in
      const source = `word: ${turn.said.text.trim().slice(0, 40) || (granted ? 'start' : 'stop')}`;
      return recordConsent(tx, {
        businessId: business.id,
        contactId: contact.id,
        scope: 'marketing',
        granted,
        source,
        at: ctx.now(),
      });
    },
  };
}

/** What actions and tools may know and use in a turn. */
export function actionTurn(ctx: Ctx, turn: Turn, shelf: CatalogueShelf): ActionTurn {
  const { input, message, language } = turn;
  const { business, contact, conversationId } = input;
  return {
    business,
    contact,
    conversationId,
    language,
    locale: localeOf(business, language),
    message,
    label: (table, value) => labelOf(turn, table, value) ?? value,
    catalogue: () => shelf.of(turn.tx ?? ctx.db, business.id),
    variants: (ids) => shelf.variants(turn.tx ?? ctx.db, business.id, ids, language),
    get db() {
      return turn.tx ?? ctx.db;
    },
    write: () => open(turn),
  };
}

async function open(turn: Turn): Promise<Tx> {
  turn.tx = await turn.input.write();
  return turn.tx;
}
