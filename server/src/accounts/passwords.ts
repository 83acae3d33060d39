import { argon2, createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { passwordTooCommon, passwordTooLong, passwordTooShort } from './problems.ts';

export const SHORTEST_PASSWORD = 8;
export const LONGEST_PASSWORD = 256;

/** Argon2id with 19 MiB, two passes, one lane. @see OWASP, Password Storage Cheat Sheet */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };
const SALT_BYTES = 16;
const derive = promisify(argon2);

/** A password as it is kept: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>`, as the reference implementation writes it. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(SALT_BYTES);
  const tag = await derive('argon2id', { ...COST, message: normalised(password), nonce });
  const { memory, passes, parallelism } = COST;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`;
}

const KEPT = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/;

export async function isPassword(password: string, kept: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, hash] = KEPT.exec(kept) ?? [];
  if (!memory || !passes || !parallelism || !salt || !hash) return false;
  const expected = Buffer.from(hash, 'base64');
  const tag = await derive('argon2id', {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
    message: normalised(password),
    nonce: Buffer.from(salt, 'base64'),
  });
  return timingSafeEqual(tag, expected);
}

/**
 * Refuses what would be guessed: too short, known from breaches, or the person's own address.
 *
 * @throws password-too-short, password-too-long, password-too-common
 */
export function requireGoodPassword(password: string, { email }: { email?: string } = {}): void {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) throw passwordTooShort();
  if (length > LONGEST_PASSWORD) throw passwordTooLong();
  const own = email !== undefined && [email, email.split('@')[0]].includes(password.toLowerCase());
  if (own || isCommon(password)) throw passwordTooCommon();
}

const ENTRY_BYTES = 6; // data/README.md
let common: Buffer | null = null;

function isCommon(password: string): boolean {
  common ??= readFileSync(new URL('./data/common-passwords.bin', import.meta.url));
  const wanted = createHash('sha256').update(password.toLowerCase()).digest().subarray(0, ENTRY_BYTES);
  let [low, high] = [0, common.length / ENTRY_BYTES];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = common.subarray(middle * ENTRY_BYTES, (middle + 1) * ENTRY_BYTES).compare(wanted);
    if (order === 0) return true;
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return false;
}

/** The same characters typed on another keyboard have other bytes. */
const normalised = (password: string): string => password.normalize('NFKC');
const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');
