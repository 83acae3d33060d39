import { createHash, createHmac, randomBytes } from 'node:crypto';

const TOKEN_BYTES = 32;

/** 256 random bits for a link, a cookie or a key. */
export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url');

/** What is kept of a token. 256 random bits need no slow hash. */
export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Kept of a token with fewer bits: without the installation's key the hashes cannot be tried out. */
export const keyedHash = (key: string, text: string): string => createHmac('sha256', key).update(text).digest('hex');
