import { constants, createCipheriv, createDecipheriv, publicEncrypt, randomBytes } from 'node:crypto';
import { isJson, type Json, parseJson } from '../json.ts';

/**
 * The customer's side of a Flow's encryption: the request under a fresh AES key that only the business can read, the
 * answer under the same key with every bit of the initial vector inverted.
 *
 * @see WhatsApp Business Platform, Flows, Implementing endpoints
 */
export type Sealed = { body: string; open: (answer: string) => Json | null };

const TAG_BYTES = 16;
const CIPHER = 'aes-128-gcm';

/** Encrypts `payload` for the holder of the private key to `publicKey` (PEM). */
export function seal(payload: Json, publicKey: string): Sealed {
  const key = randomBytes(16);
  const iv = randomBytes(16);
  const cipher = createCipheriv(CIPHER, key, iv);
  const data = Buffer.concat([cipher.update(JSON.stringify(payload)), cipher.final(), cipher.getAuthTag()]);
  const wrapped = publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }, key);
  return {
    body: JSON.stringify({
      encrypted_flow_data: data.toString('base64'),
      encrypted_aes_key: wrapped.toString('base64'),
      initial_vector: iv.toString('base64'),
    }),
    open: (answer) => open(answer, key, iv),
  };
}

/** @returns null when the answer is not under this key, or no JSON object. */
function open(answer: string, key: Buffer, iv: Buffer): Json | null {
  const bytes = Buffer.from(answer.trim(), 'base64');
  if (bytes.length <= TAG_BYTES) return null;
  try {
    const decipher = createDecipheriv(
      CIPHER,
      key,
      iv.map((byte) => byte ^ 0xff),
    );
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const text = Buffer.concat([decipher.update(bytes.subarray(0, -TAG_BYTES)), decipher.final()]).toString();
    const value = parseJson(text);
    return isJson(value) ? value : null;
  } catch {
    return null;
  }
}
