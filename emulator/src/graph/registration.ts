import { said } from '../json.ts';
import { type NumberState, numberState, saveNumber } from '../meta/number-state.ts';
import { tellAccount } from '../meta/tell-account.ts';
import { type NumberCall, parametersOf, type Reply, requireWhatsApp, success } from './call.ts';
import { GraphError, invalidParameter } from './errors.ts';

const HOUR_MS = 3_600_000;
/** @see WhatsApp Business Platform, Registration: 10 calls for a number in 72 hours, both kinds together. */
const MOST_REGISTRATIONS = 10;
const REGISTRATIONS_COUNT_FOR_MS = 72 * HOUR_MS;
/** How many wrong PINs are one too many is not documented. */
const MOST_PIN_MISSES = 5;

/** `POST /{PHONE_NUMBER_ID}/request_code`: the code would come by SMS or voice; here `emulator.meta` and the control API show it. */
export async function requestCode(call: NumberCall): Promise<Reply> {
  const { code_method: method, language } = await parametersOf(call);
  if (method !== 'SMS' && method !== 'VOICE') throw invalidParameter('Param code_method must be one of {SMS, VOICE}.');
  if (typeof language !== 'string' || language === '') throw invalidParameter('The parameter language is required.');
  const state = numberState(call.world, call.business);
  state.code = call.world.random.digits(6);
  saveNumber(call.world, state);
  return success();
}

/** `POST /{PHONE_NUMBER_ID}/verify_code` */
export async function verifyCode(call: NumberCall): Promise<Reply> {
  const { code } = await parametersOf(call);
  const state = numberState(call.world, call.business);
  if (state.code === null || said(code) !== state.code) {
    throw new GraphError(100, {
      title: 'Invalid parameter',
      forUser: { title: 'Code not right', text: 'Ask for a new code and enter it.' },
    });
  }
  state.code = null;
  state.codeStatus = 'VERIFIED';
  saveNumber(call.world, state);
  return success();
}

/** `POST /{PHONE_NUMBER_ID}/register`: the first PIN given becomes the number's. */
export async function register(call: NumberCall): Promise<Reply> {
  const { world } = call;
  const given = await parametersOf(call);
  requireWhatsApp(given);
  const state = numberState(world, call.business);
  countRegistration(call, state);
  const pin = pinIn(given.pin);
  if (state.codeStatus !== 'VERIFIED')
    throw new GraphError(133006, { details: 'Verify the number before registering it.' });
  checkPin(call, state, pin);
  state.pin = pin;
  state.status = 'CONNECTED';
  // The new registration has new keys; a Flow's data cannot be read until the business sends its public key again.
  state.publicKey = null;
  if (state.newNameStatus === 'APPROVED') state.newNameStatus = 'NONE';
  saveNumber(world, state);
  return success();
}

/** `POST /{PHONE_NUMBER_ID}/deregister` */
export async function deregister(call: NumberCall): Promise<Reply> {
  const { world } = call;
  const state = numberState(world, call.business);
  if (state.onBusinessApp)
    throw invalidParameter('A number that is in use with the WhatsApp Business app cannot be deregistered.');
  countRegistration(call, state);
  state.status = 'DISCONNECTED';
  saveNumber(world, state);
  return success();
}

/** `POST /{PHONE_NUMBER_ID}` with `pin` */
export function changePin({ world, business }: NumberCall, given: unknown): Reply {
  const state = numberState(world, business);
  state.pin = pinIn(given);
  state.pinMisses = 0;
  saveNumber(world, state);
  const value = { display_phone_number: business.digits, event: 'PIN_CHANGED' };
  const tell = () => tellAccount(world, business.wabaId, { field: 'security', value, summary: 'PIN changed' });
  return { ...success(), afterwards: tell };
}

function checkPin({ world }: NumberCall, state: NumberState, pin: string): void {
  if (state.pinMisses >= MOST_PIN_MISSES) throw new GraphError(133008, { details: 'Wait before the next attempt.' });
  if (state.pin === null || state.pin === pin) {
    state.pinMisses = 0;
    return;
  }
  state.pinMisses++;
  saveNumber(world, state);
  throw new GraphError(133005, { details: 'The PIN is not the one of two-step verification.' });
}

function pinIn(pin: unknown): string {
  const text = typeof pin === 'number' ? String(pin) : pin;
  if (typeof text !== 'string' || !/^\d{6}$/.test(text)) throw invalidParameter('Param pin must be 6 digits.');
  return text;
}

function countRegistration({ world }: NumberCall, state: NumberState): void {
  const now = world.clock.now().getTime();
  state.registrations = state.registrations.filter((at) => at > now - REGISTRATIONS_COUNT_FOR_MS);
  if (state.registrations.length >= MOST_REGISTRATIONS) {
    throw new GraphError(133016, { details: 'There were too many attempts for this number. Wait 72 hours.' });
  }
  state.registrations.push(now);
  saveNumber(world, state);
}
