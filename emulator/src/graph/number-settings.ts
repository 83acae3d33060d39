import { createPublicKey } from 'node:crypto';
import type { Json } from '../json.ts';
import { numberState, saveNumber } from '../meta/number-state.ts';
import { tellAccount } from '../meta/tell-account.ts';
import { answer, type NumberCall, parametersOf, type Reply, success, truthIn } from './call.ts';
import { GraphError, invalidParameter } from './errors.ts';
import { textIn } from './fields.ts';

/** Small settings of a number, one resource each. */

const SETTINGS = ['calling', 'user_identity_change', 'payload_encryption', 'storage_configuration'];

/** `GET /{PHONE_NUMBER_ID}/settings` */
export function readSettings({ world, business }: NumberCall): Reply {
  return answer(numberState(world, business).settings);
}

/** `POST /{PHONE_NUMBER_ID}/settings` */
export async function changeSettings(call: NumberCall): Promise<Reply> {
  const given = await parametersOf(call);
  const known = Object.keys(given).filter((key) => SETTINGS.includes(key));
  if (known.length === 0) throw invalidParameter(`One of ${SETTINGS.join(', ')} is required.`);
  const state = numberState(call.world, call.business);
  for (const key of known) state.settings[key] = given[key];
  saveNumber(call.world, state);
  return success();
}

/** `GET /{PHONE_NUMBER_ID}/whatsapp_commerce_settings` */
export function readCommerce({ world, business }: NumberCall): Reply {
  const { isCartEnabled, isCatalogVisible } = numberState(world, business).commerce;
  return answer({
    data: [{ id: world.settings.catalogId, is_cart_enabled: isCartEnabled, is_catalog_visible: isCatalogVisible }],
  });
}

/** `POST /{PHONE_NUMBER_ID}/whatsapp_commerce_settings` */
export async function changeCommerce(call: NumberCall): Promise<Reply> {
  const given = await parametersOf(call);
  const { commerce } = numberState(call.world, call.business);
  commerce.isCartEnabled = truthIn(given, 'is_cart_enabled') ?? commerce.isCartEnabled;
  commerce.isCatalogVisible = truthIn(given, 'is_catalog_visible') ?? commerce.isCatalogVisible;
  saveNumber(call.world, numberState(call.world, call.business));
  return success();
}

/** `GET /{PHONE_NUMBER_ID}/whatsapp_business_encryption` */
export function readPublicKey({ world, business }: NumberCall): Reply {
  const { publicKey } = numberState(world, business);
  return answer({
    data: [
      publicKey === null
        ? { business_public_key_signature_status: 'MISMATCH' }
        : { business_public_key: publicKey, business_public_key_signature_status: 'VALID' },
    ],
  });
}

/** `POST /{PHONE_NUMBER_ID}/whatsapp_business_encryption`: an RSA key of 2,048 bits, as PEM. */
export async function changePublicKey(call: NumberCall): Promise<Reply> {
  const pem = textIn(await parametersOf(call), 'business_public_key', 'business_public_key', 10_000);
  if (!isUsableKey(pem))
    throw invalidParameter('Param business_public_key must be a 2048-bit RSA public key in PEM format.');
  const state = numberState(call.world, call.business);
  state.publicKey = pem;
  saveNumber(call.world, state);
  return success();
}

/** `GET /{PHONE_NUMBER_ID}/username` */
export function readUsername({ world, business }: NumberCall): Reply {
  const { username } = numberState(world, business);
  return answer(username === null ? {} : { username, status: 'approved' });
}

/** `POST /{PHONE_NUMBER_ID}/username`. Its rules beyond uniqueness are not documented in the reference. */
export async function changeUsername(call: NumberCall): Promise<Reply> {
  const { world, business } = call;
  const username = textIn(await parametersOf(call), 'username', 'username', 35);
  if (!/^[a-z0-9._]{3,35}$/.test(username))
    throw invalidParameter('Param username has 3 to 35 letters, digits, dots and underscores.');
  const state = numberState(world, business);
  const isTaken = [...world.numbers.values()].some((other) => other !== state && other.username === username);
  if (isTaken) throw new GraphError(147001, { details: `The username ${username} is taken.` });
  state.username = username;
  saveNumber(world, state);
  return {
    ...answer({ success: true, username, status: 'approved' }),
    afterwards: () => tellUsername(call, username, 'approved'),
  };
}

/** `DELETE /{PHONE_NUMBER_ID}/username` */
export function removeUsername(call: NumberCall): Reply {
  const state = numberState(call.world, call.business);
  const username = state.username ?? '';
  state.username = null;
  saveNumber(call.world, state);
  return { ...success(), afterwards: () => tellUsername(call, username, 'deleted') };
}

function tellUsername({ world, business }: NumberCall, username: string, status: string): void {
  const value: Json = { display_phone_number: business.digits, username, status };
  tellAccount(world, business.wabaId, { field: 'business_username_update', value, summary: `${username} ${status}` });
}

function isUsableKey(pem: string): boolean {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'rsa' && key.asymmetricKeyDetails?.modulusLength === 2_048;
  } catch {
    return false;
  }
}
