import type { Catalogue } from './catalogue.ts';
import type { OrderCue } from './lexicon/order-cues.ts';
import { ASIDES, BUTS, DEFINITE, ONLY, PAIRS, POLITE } from './lexicon/talk-words.ts';
import { asValueOf, clashes, takeForeignOptions } from './mention-options.ts';
import { slotFor } from './option-slots.ts';
import type { SaidOption } from './option-values.ts';
import { type LookAhead, lookAhead } from './order-look-ahead.ts';
import {
  type Act,
  emptyMention,
  hasContent,
  isCounted,
  type Mention,
  type SaidNumber,
  saysSomething,
} from './order-mention.ts';
import type { Span } from './order-span.ts';
import { languageVotes, type ReadWord } from './order-words.ts';
import type { ProductMention } from './product-mentions.ts';

/** Groups the spans of a message into mentions, in the order in which they take effect. */
export function groupMentions(spans: Span[], words: ReadWord[], catalogue: Catalogue): Mention[] {
  return new Grouper(spans, words, catalogue).group();
}

/** Stands before the number of the thing said before. */
const TIMES = /^x$/;

/** Hindi says what goes before what comes: "rose ki jagah lemon". */
const OLD_FIRST = /^(?:jagah|badle|bajaye?)$/;

class Grouper {
  #spans: Span[];
  #words: ReadWord[];
  #catalogue: Catalogue;
  #ahead: LookAhead;
  #votes: ReturnType<typeof languageVotes>;
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
    this.#ahead = lookAhead(spans);
    this.#votes = languageVotes(words);
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
    else if (span.kind === 'number') this.#number(span, index);
    else if (span.kind === 'measure') this.#measure(span, index);
    else if (span.kind === 'option') this.#nameOrOption(span);
    else if (span.kind === 'product') this.#product(span.mention);
    else if (span.kind === 'unknown') this.#unknown(span.text);
    else if (span.kind === 'filler') this.#chat(this.#words[span.at]!.folded);
  }

  #chat(word: string): void {
    if (BUTS.test(word) && (this.#current.act === 'not' || this.#current.act === 'remove')) {
      this.#push();
      return;
    }
    if (ASIDES.test(word)) this.#aside = true;
    if (!POLITE.test(word)) this.#current.chatter++;
    if (this.#current.unknown.length > 0) this.#unknownEnded = true;
  }

  #begin(act: Act): Mention {
    return emptyMention(act, this.#sentence, this.#clause);
  }

  #push(next: Act = 'want'): void {
    const mention = this.#current;
    if (saysSomething(mention)) {
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
    const empty = !saysSomething(this.#current);
    const lasts = strength === 'joint' && (act === 'remove' || act === 'select');
    if (strength === 'hard') this.#sentence++;
    this.#clause++;
    if (empty) {
      // "no, make that 2": what the cue said still holds after the comma, and a lone "no" has become a correction
      const ended = act === 'otherwise' && strength === 'hard';
      const kept = act === 'no' ? 'correct' : ended ? 'want' : act;
      const { all, add, each, started } = this.#current;
      this.#current = Object.assign(this.#begin(kept), { all, add, each, started, verb });
      return;
    }
    const next = lasts && act === 'remove' ? 'remove' : act === 'select' ? 'into' : 'want';
    this.#push(next);
  }

  #cue(cues: OrderCue[], index: number): void {
    const [cue] = cues;
    const current = this.#current;
    const strong = cues.includes('buy');
    if (cues.includes('cancel')) this.#cancel(index);
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
    else if (cue === 'less' || cue === 'except') this.#less(index);
    else if (cue === 'otherwise') this.#otherwise();
    else if (cue === 'part') current.part = true;
    else if (cue === 'not' || cue === 'no') this.#no(cue, index);
    else if (cue === 'correct') this.#turn('correct', index);
    else if (cue === 'insteadOf') this.#insteadOf(this.#spans[index]!);
    else if (cue === 'swap') this.#turn('select', index);
    else if (cue === 'into') this.#into(this.#words[this.#spans[index]!.at]!.folded);
    else if (cue === 'or') this.#push('or');
    else if (cue === 'all') current.all = true;
    else if (cue === 'each') current.each = true;
    else if (cue === 'one' || cue === 'it') current.pointing = true;
    else if (cue === 'slot') this.#slot();
  }

  /** "cancel my order" empties the basket, "cancel my order of 2 mugs" takes the mugs out. */
  #cancel(index: number): void {
    if (this.#thingAhead(index) || hasContent(this.#current)) this.#turn('remove', index);
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

  /** "one less" takes one away, "all less the belt" takes the belt out, "remove all less the belt" leaves it in. */
  #less(index: number): void {
    const { numbers } = this.#current;
    if (numbers.length === 0 || this.#thingAhead(index)) {
      const keeps = this.#current.act === 'remove' && !hasContent(this.#current);
      if (keeps) this.#current = this.#begin('keep');
      else if (this.#thingAhead(index)) this.#turn('remove', index);
      return;
    }
    this.#current.act = 'remove';
    this.#current.numbers = numbers.map((number) => ({ ...number, style: 'words' }));
  }

  #otherwise(): void {
    if (saysSomething(this.#current)) this.#push('otherwise');
    else this.#current.act = 'otherwise';
  }

  #no(cue: 'not' | 'no', index: number): void {
    const { product, numbers, options } = this.#current;
    if (options.length > 0 && !product && numbers.length === 0 && !this.#thingAhead(index)) {
      this.#current.act = 'not'; // "laal, neele nahi"
      return;
    }
    if (product && options.length + numbers.length === 0 && !this.#thingAhead(index)) {
      this.#current.act = 'not'; // "la lámpara no"
      return;
    }
    if (hasContent(this.#current)) this.#push();
    if (this.#current.act === 'correct' && cue === 'no' && !this.#thingAhead(index)) return;
    this.#current.act = cue;
  }

  #insteadOf({ at, length }: Span): void {
    const before = this.#current;
    if (OLD_FIRST.test(this.#words[at + length - 1]!.folded)) {
      before.act = 'select';
      this.#push('into');
      return;
    }
    if (!hasContent(before)) {
      before.act = 'select';
      return;
    }
    this.#push();
    this.#waitsForOld = before;
  }

  /** "to" and "for" only matter inside a swap. */
  #into(word: string): void {
    if (word === 'a' && !hasContent(this.#current) && this.#votes.pt > this.#votes.es) return; // "the"
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

  #number({ value, style: written, unsure = false, at, length }: Span & { kind: 'number' }, index: number): void {
    const alone = [this.#words[at - 1], this.#words[at + length]].some((word) => ONLY.test(word?.folded ?? ''));
    const style = written === 'article' && alone ? 'words' : written;
    const leads = this.#current.product === null && this.#current.options.length === 0;
    const pair = PAIRS.test(this.#words[at + length - 1]!.folded);
    const said: SaidNumber = { value, style, sized: this.#sizeSaid, leads, pair, unsure };
    this.#sizeSaid = false;
    const counts = TIMES.test(this.#words[at - 1]?.folded ?? '') && !isCounted(this.#current); // "rose soap x5"
    if (!said.sized && !counts && !this.#mayBeSize(value) && this.#beginsAnother(index, style === 'article')) {
      this.#push(this.#current.act === 'remove' ? 'remove' : 'want');
      said.leads = true;
    }
    if (style === 'article' && this.#current.numbers.length > 0) return;
    if (!hasContent(this.#current) && (style !== 'article' || this.#current.chatter === 0))
      this.#current.started = true;
    this.#current.numbers.push(said);
  }

  /** After a whole item another number counts the next one: "3 hot 3 mild", "2 polos 1 belt". */
  #beginsAnother(index: number, article = false): boolean {
    const { product, options } = this.#current;
    const complete = product !== null || options.length > 0;
    if (!complete) return false;
    if (!article && isCounted(this.#current)) return true;
    return product !== null && this.#ahead.products[index + 1]! < this.#ahead.ends[index + 1]!;
  }

  #mayBeSize(value: number): boolean {
    const { product, options, numbers } = this.#current;
    if (!product || numbers.some((number) => number.sized)) return false;
    const said = { text: String(value), concepts: [], measure: null };
    const slot = slotFor(this.#catalogue.products[product.products[0]!]!, said);
    return (
      slot !== null &&
      !options.some((option) => slotFor(this.#catalogue.products[product.products[0]!]!, option)?.name === slot.name)
    );
  }

  #measure(span: Span & { kind: 'measure' }, index: number): void {
    const counted = isCounted(this.#current) && this.#beginsAnother(index);
    if (span.spare && (counted || this.#current.spares.size > 0)) this.#push();
    this.#option(span.said);
    if (span.spare) this.#current.spares.set(span.said, span.spare);
  }

  #nameOrOption(span: Span & { kind: 'option' }): void {
    if (span.named) this.#current.named.push(span.said);
    else this.#option(span.said);
  }

  #option(said: SaidOption): void {
    this.#sizeSaid = false;
    if (clashes(this.#current, said, this.#catalogue)) this.#push(this.#current.act === 'remove' ? 'remove' : 'want');
    this.#current.options.push(said);
  }

  #product(mention: ProductMention): void {
    const before = (this.#current.product ?? this.#done.at(-1)?.product)?.products[0];
    const words = mention.places.map((place) => this.#words[place]!.folded);
    const value =
      before === undefined || mention.products.includes(before) ? null : asValueOf(before, words, this.#catalogue);
    if (value) {
      this.#option(value);
      return;
    }
    if (this.#current.product) {
      const foreign = takeForeignOptions(this.#current, this.#catalogue);
      this.#push(this.#current.act === 'remove' ? 'remove' : 'want');
      this.#current.options.push(...foreign);
    }
    this.#current.product = mention;
    this.#current.definite = this.#isDefinite(this.#words[mention.places[0]! - 1]?.folded ?? '');
    // words before the thing that nobody knows describe it ("organic rice"), and stay as chatter
    this.#current.chatter += this.#current.unknown.length;
    this.#current.unknown = [];
  }

  #isDefinite(article: string): boolean {
    if (!DEFINITE.test(article)) return false;
    return article.length > 1 || this.#votes.pt > this.#votes.en;
  }

  /** Words nobody knows, next to one another and soon after the want began: "a red trampoline", not "i want to know when". */
  #unknown(text: string): void {
    const current = this.#current;
    if (this.#aside || this.#unknownEnded || (current.unknown.length === 0 && current.chatter > 1)) return;
    if (current.product || !current.started) current.chatter++;
    if (current.product || current.started) current.unknown.push(text);
  }

  /** Whether the rest of the clause names a thing or says anything about one. */
  #thingAhead(index: number): boolean {
    return this.#ahead.things[index + 1]! < this.#ahead.ends[index + 1]!;
  }
}
