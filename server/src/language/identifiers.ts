import { splitWords } from './words.ts';

/**
 * The number of an order in a message: `#1042`, "order 1042", "ORD-1042", "pedido nº 1042", "A778" after a `#`, or a
 * message that is nothing else.
 *
 * @returns the digits, with the letters before them unless these only say "order"; null when there is none, or several.
 */
export function readOrderNumber(text: string): string | null {
  const clean = text.slice(0, LONGEST_TEXT).normalize('NFKC').replace(/\s+/g, ' ');
  const alone = ALONE.exec(clean.trim());
  if (alone) return withoutOrderWord(alone[1]!);

  const found = new Set<string>();
  for (const pattern of [HASHED, AFTER_ORDER, PREFIXED]) {
    for (const match of clean.matchAll(pattern)) found.add(withoutOrderWord(match[1]!));
  }
  return found.size === 1 ? [...found][0]! : null;
}

/**
 * The e-mail address in a message, as it was written.
 *
 * @returns null when there is none, or several.
 */
export function readEmail(text: string): string | null {
  const found = new Set<string>();
  for (const { kind, text: word } of splitWords(text)) {
    const address = word.replace(/^(?:mailto:|[<("'[])+|[>)"'\].,;:!?]+$/gi, '');
    if (kind === 'link' && word.length <= LONGEST_ADDRESS && EMAIL.test(address)) found.add(address);
  }
  return found.size === 1 ? [...found][0]! : null;
}

const LONGEST_TEXT = 4096;
/** @see RFC 5321, 4.5.3.1: 64 before the @, 254 in all. */
const LONGEST_ADDRESS = 254;
const EMAIL =
  /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,62})(?:\.[\p{L}\p{N}-]{1,63})*\.\p{L}{2,24}$/u;

/** What people call an order and its number, in five languages. */
const ORDER_WORDS = 'order|orden|pedido|ped|compra|commande|cmd|encomenda|ord|no|nr|num|number|numero|número|n';
const ALONE = new RegExp(
  `^(?:(?:my|mi|mon|ma|meu|the|el|la|mera) )?(?:(?:${ORDER_WORDS})[ .:#º°-]{0,3}){0,3}#? ?([a-z]{0,4}-?\\d{1,18})[.!?]?$`,
  'iu',
);
const HASHED = /(?<![\p{L}\p{N}])#\s?([a-z]{0,4}-?\d{1,18})(?![\p{L}\p{N}])/giu;
/** At least three digits after a bare word: "order 2 polos" has no order number. */
const AFTER_ORDER =
  /(?<![\p{L}\p{N}])(?:order|orden|pedido|compra|commande|encomenda|track|rastrear|suivre|ordem)(?: ?(?:is|es|é|est|el|o|le|the|id|ka|number|num|numero|número|no|nr|n)\b[.:#º°]?){0,3} ?[.:#º°-]? ?([a-z]{0,4}-?\d{3,18})(?![\p{L}\p{N}.,]?\p{N}|\p{L})/giu;
const PREFIXED = /(?<![\p{L}\p{N}])(ord(?:er)?-?\d{1,18}|[a-z]{2,4}-\d{3,18})(?![\p{L}\p{N}])/giu;

function withoutOrderWord(number: string): string {
  return number.replace(/^(?:ord(?:er)?|ped|cmd|no|nr|n)?-?(?=\d)/i, '').toUpperCase();
}
