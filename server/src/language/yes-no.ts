import { fold, splitWords } from './words.ts';

/**
 * Whether an answer says yes or no: in words of English, Spanish, Portuguese, French and Hindi (either script), or by
 * an emoji.
 *
 * @param language of the customer, when it is known; it decides where languages disagree.
 * @returns null when it says neither, both, or more than an answer ("yes but in blue").
 */
export function readYesNo(text: string, language?: string | null): boolean | null {
  const emoji = byEmoji(text);
  const said = fold(text);
  if (!said) return emoji;
  if (said.split(' ').length > LONGEST_ANSWER) return null;
  const words = byWords(said, language);
  return emoji !== null && words !== null && emoji !== words ? null : words;
}

/** A longer answer says something besides. */
const LONGEST_ANSWER = 8;

const YES = new Set(
  phrases(`yes, y, ya, yah, yeah, yea, yep, yeap, yup, yes please, sure, sure thing, of course, ok, okay, okey, oki, okie, k, kk, alright, all right, fine, go ahead, do it, confirm, confirmed, i confirm, correct, right, thats right,
    exactly, absolutely, definitely, sounds good, perfect, great, good, please do, affirmative, agreed, agree, deal, why not, yes i do, i do, it is, true, done, lets do it, go for it, proceed, that works, works for me,
    si, sip, sipi, claro, claro que si, por supuesto, desde luego, dale, va, vale, listo, de acuerdo, correcto, exacto, asi es, confirmo, confirmar, confirmado, perfecto, esta bien, bueno, obvio, hazlo, haganlo, me parece bien, conforme, asi mismo, claro si, eso es, okey, adelante, eso, simon,
    sim, isso, isso mesmo, com certeza, claro que sim, pode, pode ser, pode sim, ta, ta bom, ta certo, beleza, blz, certo, correto, exato, positivo, quero, quero sim, confirmado, fechado, bora, uhum, aham, s, isso ai, e isso, e isso ai, pode mandar, pode fazer, pode confirmar, pode fechar, perfeito, fechou, combinado, esta certo, ta otimo, esta otimo, otimo, confirmo, confirma, pode crer, de acordo, claro, sem problema,
    oui, ouais, oui svp, oui merci, bien sur, dac, entendu, exactement, cest ca, cest bon, parfait, je confirme, confirme, volontiers, absolument, d'accord, tout a fait, ca marche, allez y, vas y, mouais, carrement, ca me va, ca me convient, exact, cest exact, avec plaisir, evidemment, pourquoi pas, cest parfait, tres bien, ca roule, confirmez, impec, ok pour moi, bien entendu,
    haan, han, haa, ha ji, haan ji, ji, ji haan, ji han, hanji, haanji, bilkul, theek hai, thik hai, theek, thik, sahi, sahi hai, accha, acha, kar do, kardo, chalega, ho jayega, zaroor, jarur, pakka, confirm karo, confirm kar do, confirm hai, haan bhej do, bhej do, done hai, thik h, theek h, ho jaye, kar dijiye, haan kar do, mast, badhiya, chalo theek hai, manzoor hai, manjoor hai, sahi h, order kar do, हाँ, हां, जी, जी हाँ, जी हां, ठीक है, बिल्कुल, सही`),
);
const NO = new Set(
  phrases(`no, n, nope, nah, naw, no thanks, no thank you, not really, not now, not yet, dont, do not, never, negative, incorrect, wrong, thats wrong, not correct, no way, cancel, stop, i dont, no i dont, no need, nothing, none, false, not at all, never mind, nevermind,
    no gracias, para nada, claro que no, todavia no, aun no, mejor no, incorrecto, negativo, nunca, jamas, nel, no quiero, ya no, tampoco, cancelar, cancela, ahora no, ni hablar, nop, nops, de ninguna manera, ni loco, asi no, no es correcto, esta mal,
    nao, n, nao obrigado, nao obrigada, nao quero, ainda nao, agora nao, de jeito nenhum, nunca, negativo, errado, nem, deixa, melhor nao, nada, nem pensar, nao precisa, nops, deixa pra la, de forma alguma, nao e isso, ta errado, esta errado,
    non, non merci, pas du tout, pas encore, pas maintenant, jamais, surtout pas, annule, annuler, nan, pas question, cest faux, faux, laisse tomber, laissez tomber, je ne veux pas, ca ne va pas, ca va pas, hors de question, ce nest pas ca, absolument pas, sans facon,
    nahi, nahin, nai, nhi, nahi ji, ji nahi, na, na na, mat karo, nahi chahiye, rehne do, abhi nahi, bilkul nahi, galat, galat hai, cancel karo, cancel kar do, rehne dijiye, chhodo, nahi karna, nahi ji, नहीं, नही, ना, जी नहीं, मत करो`),
);
/** Said along with an answer without changing it. */
const POLITE = new Set(
  'please pls plz thanks thank you thx ty gracias por favor porfa obrigado obrigada merci svp sil vous plait shukriya dhanyavad bhai bhaiya ji sir madam amigo hermano bro dear i do want it that is the'.split(
    ' ',
  ),
);

/** Where a word is yes in one language and something else in another. */
const EXCEPTIONS: Record<string, Record<string, boolean | null>> = {
  na: { 'hi-Latn': false, pt: null },
  n: { en: false, pt: false },
  va: { fr: null },
  pode: { es: null },
  ya: { es: null, 'hi-Latn': null },
  nada: { es: false, pt: false },
};

function byWords(said: string, language: string | null | undefined): boolean | null {
  const exception = EXCEPTIONS[said];
  if (exception && language && language in exception) return exception[language]!;
  const whole = answerOf(said);
  if (whole !== null) return whole;

  const words = said.split(' ');
  const answers = new Set<boolean>();
  for (let at = 0; at < words.length; ) {
    const length = longestAnswer(words, at);
    if (length > 0) answers.add(answerOf(words.slice(at, at + length).join(' '))!);
    else if (!POLITE.has(words[at]!)) return null;
    at += Math.max(1, length);
  }
  return answers.size === 1 ? [...answers][0]! : null;
}

function longestAnswer(words: string[], at: number): number {
  for (let length = Math.min(4, words.length - at); length >= 1; length--) {
    if (answerOf(words.slice(at, at + length).join(' ')) !== null) return length;
  }
  return 0;
}

function answerOf(phrase: string): boolean | null {
  const calm = phrase.replace(/(.)\1+/g, '$1'); // "yess", "noo", "siii"
  if (YES.has(phrase)) return true;
  if (NO.has(phrase)) return false;
  if (CALM_YES.has(calm)) return true;
  return CALM_NO.has(calm) ? false : null;
}

const calmed = (phrases: Set<string>) =>
  new Set([...phrases].filter((phrase) => phrase.length > 1).map((phrase) => phrase.replace(/(.)\1+/g, '$1')));
const CALM_YES = calmed(YES);
const CALM_NO = calmed(NO);

function byEmoji(text: string): boolean | null {
  const marks = splitWords(text).filter(({ kind }) => kind === 'mark');
  const yes = marks.some(({ text: mark }) => /[👍👌✅✔☑🆗💯🙆]/u.test(mark));
  const no = marks.some(({ text: mark }) => /[👎❌✖🚫⛔🙅❎]/u.test(mark));
  return yes === no ? null : yes;
}

function phrases(list: string): string[] {
  return list.split(/,\s*/).map((phrase) => fold(phrase));
}
