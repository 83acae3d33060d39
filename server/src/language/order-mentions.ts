import type { Catalogue } from './catalogue.ts';
import { COUNTING_WORDS } from './lexicon/number-words.ts';
import type { OrderCue } from './lexicon/order-cues.ts';
import { conceptsOf, kindOf, type SaidOption } from './option-values.ts';
import { slotFor } from './option-slots.ts';
import type { Span } from './order-spans.ts';
import type { ReadWord } from './order-words.ts';
import type { ProductMention } from './product-mentions.ts';

/**
 * What is to be done with a mention: `want` adds, `correct` replaces what was said, `remove` takes out, `not` and `no`
 * depend on what is in the basket, `select` and `into` are the two halves of a swap, `or` makes the last choice open,
 * `clear` empties the basket.
 */
export type Act = 'want' | 'correct' | 'remove' | 'not' | 'no' | 'select' | 'into' | 'or' | 'clear';

export type SaidNumber = {
  value: number;
  style: 'digits' | 'words' | 'article';
  /** Stands beside the word "size" or the like. */
  sized: boolean;
  /** Stands before the product or the first option. */
  leads: boolean;
  /** "a pair", "un par": two of a thing, but one of a thing that comes in twos. */
  pair: boolean;
};

/** One thing a message asks for, or asks to change: at most one product with its number and options. */
export type Mention = {
  act: Act;
  numbers: SaidNumber[];
  options: SaidOption[];
  /** Words of the product's name that may be an option too. */
  named: SaidOption[];
  /** Readings of a measure as a number and a size, used when the product has no such measure. */
  spares: Map<SaidOption, { value: number; said: SaidOption }>;
  product: ProductMention | null;
  /** Words nobody knows, of a thing the catalogue may lack. */
  unknown: string[];
  /** Began with a number, an article or a strong word of wanting ("buy", not "send"). */
  started: boolean;
  /** Holds a word of wanting. */
  verb: boolean;
  add: boolean;
  another: boolean;
  more: boolean;
  all: boolean;
  each: boolean;
  only: boolean;
  /** "the red one", "it". */
  pointing: boolean;
  /** Sentence and clause it stands in, counted from 0. */
  sentence: number;
  clause: number;
  /** How many words of it are neither a thing, an option, a number, a cue nor politeness. */
  chatter: number;
};

/** Groups the spans of a message into mentions, in the order in which they take effect. */
export function groupMentions(spans: Span[], words: ReadWord[], catalogue: Catalogue): Mention[] {
  const grouper = new Grouper(demoteCounting(spans, words), words, catalogue);
  return grouper.group();
}

/** True when a mention says anything besides what to do. */
export function hasContent(mention: Mention): boolean {
  return mention.product !== null || mention.numbers.length > 0 || mention.options.length > 0 || mention.unknown.length > 0;
}

const POLITE = /^(?:please|pls|plz|thanks|thank|thx|hi|hello|hey|hola|favor|por|gracias|porfa|xfa|svp|stp|merci|bonjour|oi|ola|obrigado|obrigada|bhai|bhaiya|ji|sir|madam|ok|okay|yes|si|sim|oui|haan|dear|bro)$/;
/** What follows these is about somebody or somewhere, not about a thing. */
const ASIDES = /^(?:for|para|pour|pra|to|at|from|near|liye|chez|named|called|de parte)$/;

/** "rice 2 bags", "2 bags of rice": a thing of that name is counted with, unless it is counted itself. */
function demoteCounting(spans: Span[], words: ReadWord[]): Span[] {
  return spans.map((span, index) => {
    if (span.kind !== 'product' || spans[index - 1]?.kind !== 'number') return span;
    const counts = span.mention.places.every((place) => COUNTING_WORDS.has(words[place]!.folded));
    if (!counts || !(isCountedAlone(spans, index, -1) || isCountedAlone(spans, index, 1))) return span;
    return { kind: 'counting', at: span.at, length: span.length };
  });
}

/** True when the nearest thing in that direction of the clause has no number of its own. */
function isCountedAlone(spans: Span[], from: number, step: 1 | -1): boolean {
  let found = false;
  for (let at = step < 0 ? from - 2 : from + 1; at >= 0 && at < spans.length; at += step) {
    const { kind } = spans[at]!;
    if (kind === 'break' || kind === 'cue') break;
    if (kind === 'number') return false;
    if (kind === 'product') found = true;
  }
  return found;
}

/** "not 2 but 3". */
const BUTS = /^(?:but|sino|pero|mas|mais|balki|par)$/;
const PAIRS = /^(?:couple|pair|par|paire|jodi|joda)$/;

function endsClause(span: Span): boolean {
  return span.kind === 'break' || (span.kind === 'cue' && span.cues.includes('add'));
}

class Grouper {
  #spans: Span[];
  #words: ReadWord[];
  #catalogue: Catalogue;
  #done: Mention[] = [];
  #current: Mention;
  #sentence = 0;
  #clause = 0;
  #aside = false;
  #sizeSaid = false;
  #unknownEnded = false;
  /** Where the first half of "X instead of Y" stands in the list. */
  #waitsForOld: Mention | null = null;

  constructor(spans: Span[], words: ReadWord[], catalogue: Catalogue) {
    this.#spans = spans;
    this.#words = words;
    this.#catalogue = catalogue;
    this.#current = this.#begin('want');
  }

  group(): Mention[] {
    for (const [index, span] of this.#spans.entries()) this.#take(span, index);
    this.#push();
    return this.#done;
  }

  #take(span: Span, index: number): void {
    if (span.kind === 'break') this.#break(span.strength);
    else if (span.kind === 'cue') this.#cue(span.cues, index);
    else if (span.kind === 'number') this.#number(span.value, span.style, index);
    else if (span.kind === 'measure') this.#measure(span, index);
    else if (span.kind === 'option') this.#nameOrOption(span);
    else if (span.kind === 'product') this.#product(span.mention);
    else if (span.kind === 'unknown') this.#unknown(span.text);
    else if (span.kind === 'filler') this.#chat(this.#words[span.at]!.folded);
  }

  #chat(word: string): void {
    if (BUTS.test(word) && (this.#current.act === 'not' || this.#current.act === 'remove')) return this.#push();
    if (ASIDES.test(word)) this.#aside = true;
    if (!POLITE.test(word)) this.#current.chatter++;
    if (this.#current.unknown.length > 0) this.#unknownEnded = true;
  }

  #begin(act: Act): Mention {
    return {
      act,
      numbers: [],
      options: [],
      named: [],
      spares: new Map(),
      product: null,
      unknown: [],
      started: false,
      verb: false,
      add: false,
      another: false,
      more: false,
      all: false,
      each: false,
      only: false,
      pointing: false,
      sentence: this.#sentence,
      clause: this.#clause,
      chatter: 0,
    };
  }

  #push(next: Act = 'want'): void {
    const mention = this.#current;
    if (hasContent(mention) || mention.act === 'clear' || mention.another || (mention.act === 'remove' && mention.pointing)) {
      this.#done.push(mention);
      this.#settleInsteadOf(mention);
    }
    this.#current = this.#begin(next);
    this.#aside = false;
    this.#sizeSaid = false;
    this.#unknownEnded = false;
  }

  /** "X instead of Y": first choose Y, then put X in its place. */
  #settleInsteadOf(mention: Mention): void {
    const old = this.#waitsForOld;
    if (!old || mention === old) return;
    this.#waitsForOld = null;
    const at = this.#done.indexOf(old);
    this.#done.splice(at, this.#done.length - at, { ...mention, act: 'select' }, { ...old, act: 'into' });
  }

  #break(strength: 'joint' | 'soft' | 'hard'): void {
    const { act, verb } = this.#current;
    const empty = !hasContent(this.#current) && !this.#current.another && act !== 'clear';
    const lasts = strength === 'joint' && (act === 'remove' || act === 'select');
    if (strength === 'hard') this.#sentence++;
    this.#clause++;
    if (empty) {
      // "no, make that 2": what the cue said still holds after the comma, and a lone "no" has become a correction
      const kept = act === 'no' ? 'correct' : act;
      const { all, add, only, each, started } = this.#current;
      this.#current = Object.assign(this.#begin(kept), { all, add, only, each, started, verb });
      return;
    }
    const next = lasts && act === 'remove' ? 'remove' : act === 'select' ? 'into' : 'want';
    this.#push(next);
  }

  #cue(cues: OrderCue[], index: number): void {
    const [cue] = cues;
    const current = this.#current;
    const strong = cues.includes('buy');
    if (cues.includes('cancel') && !this.#thingAhead(index)) this.#cancel();
    else if (cue === 'want') {
      if (current.product && !this.#thingAhead(index)) current.verb = true;
      else if (current.act === 'select' && hasContent(current)) this.#push('into');
      else if (current.product || current.act === 'remove') {
        this.#push();
        Object.assign(this.#current, { verb: true, started: strong });
      } else Object.assign(current, { verb: true, started: current.started || strong });
    } else if (cue === 'add') this.#add(index);
    else if (cue === 'another') this.#another();
    else if (cue === 'more') current.more = true;
    else if (cue === 'remove') this.#turn('remove', index);
    else if (cue === 'not' || cue === 'no') this.#no(cue, index);
    else if (cue === 'correct') this.#turn('correct', index);
    else if (cue === 'insteadOf') this.#insteadOf();
    else if (cue === 'swap') this.#turn('select', index);
    else if (cue === 'into') this.#into();
    else if (cue === 'or') this.#push('or');
    else if (cue === 'all') current.all = true;
    else if (cue === 'each') current.each = true;
    else if (cue === 'only') current.only = true;
    else if (cue === 'one' || cue === 'it') current.pointing = true;
    else if (cue === 'slot') this.#slot();
  }

  #cancel(): void {
    if (hasContent(this.#current)) this.#current.act = 'remove';
    else this.#current.act = 'clear';
  }

  #add(index: number): void {
    if (this.#current.product && this.#thingAhead(index)) this.#push();
    Object.assign(this.#current, { add: true, started: true });
    if (this.#current.act !== 'into') this.#current.act = 'want';
  }

  #another(): void {
    if (hasContent(this.#current)) this.#push();
    Object.assign(this.#current, { another: true, started: true, act: 'want' });
  }

  /** Words that may stand before or after what they are about: "drop the lamp", "lamp hata do", "10kg instead". */
  #turn(act: Act, index: number): void {
    if (hasContent(this.#current) && !this.#thingAhead(index)) {
      const takesOut = this.#current.act === 'remove' || this.#current.act === 'not';
      if (act !== 'select' && !(act === 'correct' && takesOut)) this.#current.act = act;
      return;
    }
    if (hasContent(this.#current)) this.#push();
    this.#current.act = act;
    this.#current.clause = this.#clause;
  }

  #no(cue: 'not' | 'no', index: number): void {
    if (hasContent(this.#current)) this.#push();
    if (this.#current.act === 'correct' && cue === 'no' && !this.#thingAhead(index)) return;
    this.#current.act = cue;
  }

  #insteadOf(): void {
    const before = this.#current;
    if (!hasContent(before)) {
      before.act = 'select';
      return;
    }
    this.#push();
    this.#waitsForOld = before;
  }

  /** "to" and "for" only matter inside a swap. */
  #into(): void {
    if (this.#current.act !== 'select') {
      this.#aside = true;
      return;
    }
    if (hasContent(this.#current)) this.#push('into');
    else this.#current.act = 'into';
  }

  #slot(): void {
    this.#sizeSaid = true;
    const last = this.#current.numbers.at(-1);
    if (last && last.style === 'digits' && this.#current.numbers.length > 1) last.sized = true;
  }

  #number(value: number, style: SaidNumber['style'], index: number): void {
    const leads = this.#current.product === null && this.#current.options.length === 0;
    const pair = PAIRS.test(this.#words[this.#spans[index]!.at + this.#spans[index]!.length - 1]!.folded);
    const said: SaidNumber = { value, style, sized: this.#sizeSaid, leads, pair };
    this.#sizeSaid = false;
    if (!said.sized && !this.#mayBeSize(value) && this.#beginsAnother(index, style === 'article')) {
      this.#push(this.#current.act === 'remove' ? 'remove' : 'want');
      said.leads = true;
    }
    if (style === 'article' && this.#current.numbers.length > 0) return;
    if (!hasContent(this.#current) && (style !== 'article' || this.#current.chatter === 0)) this.#current.started = true;
    this.#current.numbers.push(said);
  }

  /** After a whole item another number counts the next one: "3 hot 3 mild", "2 polos 1 belt". */
  #beginsAnother(index: number, article = false): boolean {
    const { product, options } = this.#current;
    const complete = product !== null || options.length > 0;
    if (!complete) return false;
    if (!article && this.#isCounted()) return true;
    return product !== null && this.#spans.slice(index + 1, this.#clauseEnd(index)).some((span) => span.kind === 'product');
  }

  #isCounted(): boolean {
    return this.#current.numbers.some((number) => number.style !== 'article' && !number.sized);
  }

  #mayBeSize(value: number): boolean {
    const { product, options, numbers } = this.#current;
    if (!product || numbers.some((number) => number.sized)) return false;
    const said = { text: String(value), concepts: [], measure: null };
    const slot = slotFor(this.#catalogue.products[product.products[0]!]!, said);
    return slot !== null && !options.some((option) => slotFor(this.#catalogue.products[product.products[0]!]!, option)?.name === slot.name);
  }

  #measure(span: Span & { kind: 'measure' }, index: number): void {
    if (span.spare && this.#isCounted() && this.#beginsAnother(index)) this.#push();
    this.#option(span.said);
    if (span.spare) this.#current.spares.set(span.said, span.spare);
  }

  #nameOrOption(span: Span & { kind: 'option' }): void {
    if (span.named) this.#current.named.push(span.said);
    else this.#option(span.said);
  }

  #option(said: SaidOption): void {
    this.#sizeSaid = false;
    if (this.#clashes(said)) this.#push(this.#current.act === 'remove' ? 'remove' : 'want');
    this.#current.options.push(said);
  }

  /** A second colour or size cannot be of the same item: "black polo white kurta". */
  #clashes(said: SaidOption): boolean {
    const { product, options } = this.#current;
    if (options.length === 0) return false;
    if (product) {
      const indexed = this.#catalogue.products[product.products[0]!]!;
      const slot = slotFor(indexed, said);
      return slot !== null && options.some((option) => slotFor(indexed, option)?.name === slot.name);
    }
    const kinds = new Set(said.concepts.map(kindOf));
    return options.some((option) => option.concepts.length > 0 && option.concepts.every((concept) => kinds.has(kindOf(concept)))) && kinds.size > 0;
  }

  #product(mention: ProductMention): void {
    const current = this.#current;
    const value = this.#asOptionOfBefore(mention);
    if (value) return this.#option(value);
    if (current.product) {
      const stolen = this.#optionsOfNext(current);
      this.#push(current.act === 'remove' ? 'remove' : 'want');
      this.#current.options.push(...stolen);
    }
    this.#current.product = mention;
    // "usb-c rice cooker" is no rice: words before the thing that nobody knows describe it, and stay as chatter
    this.#current.chatter += this.#current.unknown.length;
    this.#current.unknown = [];
  }

  /** "ice cream: mango" is a flavour even where mangos are sold. */
  #asOptionOfBefore(mention: ProductMention): SaidOption | null {
    const words = mention.places.map((place) => this.#words[place]!.folded);
    const concepts = conceptsOf(words);
    const before = (this.#current.product ?? this.#done.at(-1)?.product)?.products[0];
    if (concepts.length === 0 || before === undefined || mention.products.includes(before)) return null;
    const said = { text: words.join(' '), concepts, measure: null };
    return slotFor(this.#catalogue.products[before]!, said) ? said : null;
  }

  /** In "polo navy brown belt" what the polo does not come in belongs to the belt. */
  #optionsOfNext(current: Mention): SaidOption[] {
    const indexed = this.#catalogue.products[current.product!.products[0]!]!;
    const foreign = current.options.filter((option) => slotFor(indexed, option) === null);
    current.options = current.options.filter((option) => !foreign.includes(option));
    return foreign;
  }

  /** Words nobody knows, next to one another and soon after the want began: "a red trampoline", not "i want to know when". */
  #unknown(text: string): void {
    const current = this.#current;
    if (this.#aside || this.#unknownEnded || (current.unknown.length === 0 && current.chatter > 1)) return;
    if (current.product || !current.started) current.chatter++;
    if (current.product || current.started) current.unknown.push(text);
  }

  #thingAhead(index: number): boolean {
    return this.#spans
      .slice(index + 1, this.#clauseEnd(index))
      .some((span) => span.kind === 'product' || span.kind === 'option' || span.kind === 'number' || span.kind === 'measure' || span.kind === 'unknown');
  }

  #clauseEnd(index: number): number {
    let end = index + 1;
    while (end < this.#spans.length && !endsClause(this.#spans[end]!)) end++;
    return end;
  }
}
