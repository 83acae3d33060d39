import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { link, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StartProblem } from './config.ts';

const NONCE_BYTES = 12; // 96 bits, fresh for every value (NIST SP 800-38D)
const TAG_BYTES = 16;

/** Where an encrypted value stands. Bound into it, so that it cannot be moved to another row or business. */
export type Place = { businessId: string; table: string; column: string; row: string };

export type SecretBox = {
  seal(plain: string, place: Place): string;
  /** @throws StartProblem when the value was sealed with another key or for another place. */
  open(sealed: string, place: Place): string;
};

/** AES-256-GCM; a value reads `v1.<key id>.<nonce, ciphertext and tag in base64url>`. */
export function secretBox(key: string): SecretBox {
  const bytes = createHash('sha256').update(key).digest();
  const keyId = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  return {
    seal(plain, place) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(associated(place));
      const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v1.${keyId}.${sealed.toString('base64url')}`;
    },
    open(sealed, place) {
      const [version, usedKey, body] = sealed.split('.');
      if (version !== 'v1' || !usedKey || !body)
        throw new StartProblem('An encrypted value in the database is damaged.');
      if (usedKey !== keyId) throw new StartProblem(WRONG_KEY);
      const bytesOf = Buffer.from(body, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', bytes, bytesOf.subarray(0, NONCE_BYTES))
        .setAAD(associated(place))
        .setAuthTag(bytesOf.subarray(-TAG_BYTES));
      try {
        return decipher.update(bytesOf.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        throw new StartProblem(WRONG_KEY);
      }
    },
  };
}

const WRONG_KEY =
  'The secrets in the database were encrypted with another key: start with the SECRET_KEY (or the secret.key file) they were written with.';

const associated = ({ businessId, table, column, row }: Place): Buffer =>
  Buffer.from([businessId, table, column, row].join('/'));

/** The key from the environment, or the one made on first start: 0600 in the data folder, never in the database. */
export async function installationKey(fromEnvironment: string | null, dataDir: string): Promise<string> {
  if (fromEnvironment) return fromEnvironment;
  const file = join(dataDir, 'secret.key');
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx', flush: true });
  // A link appears with the whole key in it and never over another one: of two nodes starting at once the first one's counts.
  await link(draft, file).catch((error) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await unlink(draft);
  return (await readFile(file, 'utf8')).trim();
}
