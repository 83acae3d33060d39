import { createHash, randomBytes } from 'node:crypto';

/** Ids that look like Meta's. The same seed gives the same ids in the same order. */
export type Random = {
  /** A number in [0, 1). */
  fraction(): number;
  digits(length: number): string;
  hex(length: number): string;
  /** A message id: base64 over the customer's number and a random part, as the real ones are. */
  wamid(customerDigits: string, direction: 'inbound' | 'outbound'): string;
};

export function createRandom(seed: string = randomBytes(16).toString('hex')): Random {
  const next = sfc32(seed);
  const word = () => next().toString(16).padStart(8, '0');
  const hex = (length: number) => {
    let text = '';
    while (text.length < length) text += word();
    return text.slice(0, length);
  };
  const fraction = () => next() / 2 ** 32;
  return {
    fraction,
    hex,
    digits(length) {
      let text = String(1 + Math.floor(fraction() * 9));
      while (text.length < length) text += Math.floor(fraction() * 10);
      return text;
    },
    wamid(customerDigits, direction) {
      const mark = direction === 'inbound' ? '\x12' : '\x11';
      const id = hex(20).toUpperCase();
      const raw = `\x1c\x18${String.fromCharCode(customerDigits.length)}${customerDigits}\x15\x02\x00${mark}\x18\x14${id}\x00`;
      return `wamid.${Buffer.from(raw, 'latin1').toString('base64')}`;
    },
  };
}

/** Chris Doty-Humphrey's small fast counter generator: 128 bits of state, passes PractRand, one line of arithmetic. */
function sfc32(seed: string): () => number {
  const state = createHash('sha256').update(seed).digest();
  let a = state.readUInt32LE(0);
  let b = state.readUInt32LE(4);
  let c = state.readUInt32LE(8);
  let counter = state.readUInt32LE(12);
  return () => {
    const sum = (a + b + counter++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
}
