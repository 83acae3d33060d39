import { tellContacts, tellHistory } from '../meta/business-app.ts';
import { numberState, saveNumber } from '../meta/number-state.ts';
import { answer, type NumberCall, parametersOf, type Reply, requireWhatsApp } from './call.ts';
import { GraphError, invalidParameter } from './errors.ts';

/** @see WhatsApp Business Platform, Coexistence: once, and within 24 hours of onboarding. */
const SYNC_WITHIN_MS = 24 * 3_600_000;
const KINDS = { smb_app_state_sync: tellContacts, history: tellHistory };

/** `POST /{PHONE_NUMBER_ID}/smb_app_data`: asks for the contacts or the history of the WhatsApp Business app. */
export async function syncBusinessApp(call: NumberCall): Promise<Reply> {
  const { world, business } = call;
  const given = await parametersOf(call);
  requireWhatsApp(given);
  const state = numberState(world, business);
  if (!state.onBusinessApp) throw invalidParameter('The number is not in use with the WhatsApp Business app.');
  const kind = given.sync_type === 'history' || given.sync_type === 'smb_app_state_sync' ? given.sync_type : null;
  if (!kind) throw invalidParameter(`Param sync_type must be one of {${Object.keys(KINDS).join(', ')}}.`);
  if (world.clock.now().getTime() > state.onboardedAt + SYNC_WITHIN_MS) {
    throw refusal(2593107, 'Synchronisation is allowed within 24 hours of onboarding.');
  }
  if (state.synced.includes(kind)) throw refusal(2593108, 'Synchronisation was asked for already.');
  state.synced.push(kind);
  saveNumber(world, state);
  return {
    ...answer({ messaging_product: 'whatsapp', request_id: world.random.hex(16) }),
    afterwards: () => KINDS[kind](world, business),
  };
}

/** `DELETE /{PHONE_NUMBER_ID}/contact_book?messaging_product=whatsapp&bsuid=…`: the number of a username user is hidden again. */
export async function forgetContact(call: NumberCall): Promise<Reply> {
  const { world, business } = call;
  const given = await parametersOf(call);
  requireWhatsApp(given);
  const person = typeof given.bsuid === 'string' ? world.peopleByUserId.get(given.bsuid) : undefined;
  const isKnown = person?.knownTo?.includes(business.portfolioId) ?? false;
  if (person?.knownTo) person.knownTo = person.knownTo.filter((id) => id !== business.portfolioId);
  return answer({ messaging_product: 'whatsapp', success: true, deleted: isKnown });
}

const refusal = (subcode: number, text: string) =>
  new GraphError(100, { title: 'Invalid parameter', subcode, forUser: { title: 'Synchronisation failed', text } });
