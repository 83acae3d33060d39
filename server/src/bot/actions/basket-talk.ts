import { phraseOf } from '../flows/phrases.ts';
import type { Basket } from './basket.ts';

/**
 * What is said about the basket as a whole, in words the reader of orders knows: "double that" is a number, "same
 * size" a value another line has, and of "wrong size, XL please" only the right one counts. Anything else stays as it is.
 */
export function plainlySaid(text: string, basket: Basket): string {
  const phrase = phraseOf(text);
  return multiplied(phrase, basket) ?? sameAsBefore(phrase, basket) ?? corrected(text) ?? text;
}

const TIMES: readonly [RegExp, number][] = [
  [/^(?:please )?(?:double|twice) (?:that|it|the order|the amount)(?: please)?$|^double$/, 2],
  [/^(?:que sea )?el doble(?: por favor)?$|^duplical[oa]$|^(?:quero )?o dobro(?: por favor)?$|^dobra$/, 2],
  [
    /^le double(?: s il vous plait)?$|^doublez(?: la commande)?$|^(?:double|dugna|doguna) (?:kar do|karo|kar dijiye)$/,
    2,
  ],
  [
    /^(?:please )?(?:triple|treble) (?:that|it|the order)$|^el triple$|^o triplo$|^le triple$|^(?:triple|tigna) kar do$/,
    3,
  ],
];

/** Of several lines nobody knows which is meant. */
function multiplied(phrase: string, { lines, ambiguous }: Basket): string | undefined {
  const [line, ...others] = lines;
  if (!line || others.length > 0 || ambiguous.length > 0) return undefined;
  const times = TIMES.find(([pattern]) => pattern.test(phrase))?.[1];
  return times === undefined ? undefined : String(line.quantity * times);
}

const SAME =
  /^(?:in )?(?:the )?same(?: size| colou?r| one)?$|^(?:l[ao] )?mism[ao](?: talla| color)?$|^(?:[ao] )?mesm[ao](?: tamanho| cor)?$|^(?:la )?meme(?: taille| couleur)?$|^wahi(?: size| rang)?$|^(?:usi|same) (?:size|rang)(?: mein| me)?$/;

/** The answer to "which size": the one of the thing named last before. */
function sameAsBefore(phrase: string, { lines, asked }: Basket): string | undefined {
  if (!asked || !SAME.test(phrase)) return undefined;
  return lines.findLast(({ options }, at) => at !== asked.line && options[asked.what] !== undefined)?.options[
    asked.what
  ];
}

const WRONG = [
  /^\s*(?:that(?:['’]s| is) the )?(?:wrong|not the right) (?:size|colou?r|number|one)\s*[,.;:!–-]+\s*(?=\S)/i,
  /^\s*(?:(?:talla|color|cantidad) (?:equivocad[ao]|incorrect[ao])|esa no es la talla)\s*[,.;:!–-]+\s*(?=\S)/i,
  /^\s*(?:tamanho|cor|quantidade) errad[ao]\s*[,.;:!–-]+\s*(?=\S)/i,
  /^\s*(?:mauvaise?|pas la bonne) (?:taille|couleur|quantité)\s*[,.;:!–-]+\s*(?=\S)/i,
  /^\s*(?:galat (?:size|rang|number)|(?:size|rang|number) galat(?: hai)?)\s*[,.;:!–-]+\s*(?=\S)/i,
];

function corrected(text: string): string | undefined {
  const wrong = WRONG.find((pattern) => pattern.test(text));
  return wrong && `no, ${text.replace(wrong, '')}`;
}
