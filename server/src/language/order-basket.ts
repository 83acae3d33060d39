import type { Catalogue, IndexedProduct } from './catalogue.ts';
import { choiceFor } from './option-slots.ts';
import type { SaidOption } from './option-values.ts';
import { bestProducts, type Fitted, fitMention, isCompatible, type Line, missingOptions } from './order-lines.ts';
import type { Mention } from './order-mentions.ts';

/** Why a reading should be shown to the customer before anything is done with it. */
export type Doubt =
  /** The change may be meant for another line. */
  | 'which-line'
  /** A size or a quantity: "40 sandals". */
  | 'which-number'
  /** A number for two values: "2 polos navy and white". */
  | 'how-many-of-each'
  /** A word was misspelt, or named in another language, and read as this product. */
  | 'spelling'
  /** Only a trait of the product was said: "the retro one". */
  | 'part-of-name'
  /** Words beside the product that nobody knows: "rice cooker". */
  | 'unread-words'
  /** It replaced something the customer had not clearly taken back. */
  | 'replaced';

/** A question with more answers is no question. */
const MOST_ALTERNATIVES = 19;

/** A basket while mentions are applied to it one after the other. */
export class WorkingBasket {
  readonly lines: Line[] = [];
  readonly unmatched: string[] = [];
  readonly doubts = new Set<Doubt>();
  changed = false;

  #catalogue: Catalogue;
  #focus: Line | null = null;
  #selected: Line | null = null;
  #removed: Line | null = null;
  /** Said before its product: "size M, a navy polo". */
  #pending: Mention[] = [];
  /** Holds for every line: "everything in size M". */
  #forAll: SaidOption[] = [];
  #groups = 0;

  constructor(catalogue: Catalogue, lines: { product: IndexedProduct; quantity: number; chosen: Map<string, string> }[]) {
    this.#catalogue = catalogue;
    for (const line of lines) {
      this.lines.push({ ...line, alternatives: [], stated: true, unoffered: [], origin: 'basket', total: null, group: this.#groups++ });
    }
  }

  /** Applies one mention; `next` is what the message says after it. */
  apply(mention: Mention, next: Mention | undefined): void {
    const { act } = mention;
    const selects = act === 'select' && next?.act === 'into';
    const removed = this.#removed;
    if (act === 'clear') this.#clear();
    else if (selects) this.#select(mention);
    else if (act === 'into') this.#putInto(mention);
    else if (act === 'correct' || act === 'select') this.#correct(mention);
    else if (act === 'remove') this.#remove(mention);
    else if (act === 'no') this.#no(mention);
    else if (act === 'not') this.#not(mention);
    else if (act === 'or') this.#or(mention);
    else this.#want(mention);
    if (this.#removed === removed) this.#removed = null; // only the next mention may take its place
  }

  #want(mention: Mention): void {
    if (mention.product) this.#wantProduct(mention);
    else if (this.#isUnmatched(mention)) this.unmatched.push(mention.unknown.join(' '));
    else if (mention.all || mention.each) this.#wantForAll(mention);
    else this.#wantMore(mention);
  }

  #wantProduct(mention: Mention): void {
    const [product, ...others] = bestProducts(mention, this.#catalogue);
    const alternatives = others.slice(0, MOST_ALTERNATIVES);
    const fitted = fitMention(mention, product!);
    this.#noteDoubts(mention, fitted);
    for (const early of this.#pending.splice(0)) this.#takeEarly(early, mention, product!, fitted);
    this.#takeForAll(product!, fitted);
    if (alternatives.length === 0 && this.#fillExisting(mention, product!, fitted)) return;

    const heir = this.#removed?.product === product ? this.#removed : null;
    const chosen = new Map([...(heir?.chosen ?? []), ...fitted.choices]);
    const twin = alternatives.length === 0 && !heir ? this.#twin(product!, chosen) : undefined;
    if (twin) {
      twin.quantity += fitted.quantity;
      this.#touch(twin);
      return;
    }
    const quantity = heir && (!fitted.stated || fitted.byArticle) ? heir.quantity : fitted.quantity;
    this.#push({ product: product!, alternatives, quantity, stated: fitted.stated || heir !== null, chosen, unoffered: fitted.unoffered });
  }

  /** "1 large, 2 small lemonades": what came before the product is a line of its own when it has a number. */
  #takeEarly(early: Mention, mention: Mention, product: IndexedProduct, fitted: Fitted): void {
    const own = fitMention(early, product);
    if (own.stated && own.choices.size > 0 && mention.act !== 'correct' && mention.act !== 'no') {
      this.#push({ product, alternatives: [], quantity: own.quantity, stated: true, chosen: own.choices, unoffered: own.unoffered });
      return;
    }
    for (const [option, value] of own.choices) if (!fitted.choices.has(option)) fitted.choices.set(option, value);
    if (own.stated && !fitted.stated) Object.assign(fitted, { quantity: own.quantity, stated: true });
  }

  #takeForAll(product: IndexedProduct, fitted: Fitted): void {
    for (const said of this.#forAll) {
      const choice = choiceFor(product, said);
      if (choice && !fitted.choices.has(choice.slot.name)) fitted.choices.set(choice.slot.name, choice.value.text);
    }
  }

  /** A second word about a line that still misses something is not a second item. */
  #fillExisting(mention: Mention, product: IndexedProduct, fitted: Fitted): boolean {
    if (mention.add || mention.another || mention.more) return false;
    const line = this.lines.findLast((one) => one.product === product && isCompatible(one, fitted.choices) && missingOptions(one).length > 0);
    if (!line || fitted.choices.size === 0 || (fitted.stated && line.stated && line.origin === 'message')) return false;
    const fills = [...fitted.choices.keys()].some((option) => !line.chosen.has(option));
    if (!fills) return false;
    this.#set(line, fitted);
    return true;
  }

  #twin(product: IndexedProduct, chosen: Map<string, string>): Line | undefined {
    return this.lines.find((line) => line.product === product && line.chosen.size === chosen.size && isCompatible(line, chosen));
  }

  /** "2 of each", "all in M". */
  #wantForAll(mention: Mention): void {
    const number = mention.numbers.find((one) => one.style !== 'article');
    this.#forAll.push(...mention.options);
    for (const line of this.lines) {
      const fitted = fitMention({ ...mention, numbers: [] }, line.product);
      if (number && (mention.each || line.origin === 'message')) line.quantity = number.value;
      for (const [option, value] of fitted.choices) line.chosen.set(option, value);
      if (number || fitted.choices.size > 0) this.changed = true;
    }
  }

  /** Something without a product: more of the line before, another of it, or what it still misses. */
  #wantMore(mention: Mention): void {
    const line = this.#lineFor(mention);
    if (!line) {
      if (mention.options.length > 0 || mention.numbers.length > 0) this.#pending.push(mention);
      return;
    }
    const fitted = fitMention(mention, line.product);
    const alike = isCompatible(line, fitted.choices);
    if (mention.another && fitted.choices.size > 0) this.#copy(line, fitted);
    else if (mention.another || mention.more) this.#raise(line, fitted.quantity);
    else if (alike && !(fitted.stated && line.stated)) this.#set(line, fitted);
    else if (alike && fitted.choices.size === 0) this.#setNumber(line, fitted);
    else if (alike && line.quantity > fitted.quantity && line.origin === 'message') this.#splitOff(line, fitted);
    else if (!alike && line.origin === 'basket' && !fitted.stated && !mention.add) this.#replaceChoices(line, fitted);
    else this.#copy(line, fitted, !alike);
  }

  #raise(line: Line, by: number): void {
    line.quantity += by;
    this.#touch(line);
  }

  /** A bare number about a line that has one already is the new number. */
  #setNumber(line: Line, fitted: Fitted): void {
    if (line.origin === 'message') this.doubts.add('replaced');
    this.#set(line, fitted);
  }

  #replaceChoices(line: Line, fitted: Fitted): void {
    this.doubts.add('replaced');
    this.#set(line, fitted);
  }

  /** "six tacos, three hot": the number before was the total. */
  #splitOff(line: Line, fitted: Fitted): void {
    this.#copy(line, fitted, false, line);
  }

  /** Another line of the same product, with what was not said taken over. */
  #copy(line: Line, fitted: Fitted, again = false, total: Line | null = line.total): void {
    if (again && !fitted.stated && line.stated && line.quantity === 2 && line.origin === 'message' && line.total === null) {
      line.quantity = 1; // "2 polos navy and white"
      this.doubts.add('how-many-of-each');
    }
    const chosen = new Map([...line.chosen, ...fitted.choices]);
    if (again) this.#backfill(line, fitted);
    this.#push({ ...line, quantity: fitted.quantity, stated: fitted.stated, chosen, unoffered: fitted.unoffered, alternatives: line.alternatives, total }, line.group);
    if (total) this.#takeFromTotal(total, fitted.quantity);
  }

  #takeFromTotal(total: Line, quantity: number): void {
    total.quantity -= quantity;
    if (total.quantity <= 0) this.#drop(total);
  }

  /** "3 M, 5 L navy": the colour said last is of both. */
  #backfill(line: Line, fitted: Fitted): void {
    for (const other of this.lines.filter((one) => one.group === line.group && one.origin === 'message')) {
      for (const [option, value] of fitted.choices) if (!other.chosen.has(option)) other.chosen.set(option, value);
    }
  }

  #correct(mention: Mention): void {
    if (mention.product) this.#correctProduct(mention);
    else if (mention.all || mention.each) this.#wantForAll(mention);
    else this.#correctLine(mention);
  }

  #correctProduct(mention: Mention): void {
    const products = bestProducts(mention, this.#catalogue);
    const line = this.lines.findLast((one) => products.includes(one.product));
    if (line && !mention.add) {
      const fitted = fitMention(mention, line.product);
      if (fitted.stated || fitted.choices.size > 0) this.#set(line, fitted);
      else this.#touch(line);
      return;
    }
    const wrong = this.#focus ?? (this.lines.length === 1 ? this.lines[0]! : null);
    if (!wrong || mention.add || this.#pending.length > 0) this.#wantProduct(mention);
    else this.#replaceProduct(wrong, mention);
  }

  #replaceProduct(line: Line, mention: Mention): void {
    const [product, ...alternatives] = bestProducts(mention, this.#catalogue);
    const fitted = fitMention(mention, product!);
    this.#noteDoubts(mention, fitted);
    if (line.origin === 'basket') this.doubts.add('replaced');
    Object.assign(line, { product, alternatives, chosen: fitted.choices, unoffered: fitted.unoffered });
    if (fitted.stated && !fitted.byArticle) Object.assign(line, { quantity: fitted.quantity, stated: true });
    this.#touch(line);
  }

  #correctLine(mention: Mention): void {
    if (mention.options.length === 0 && mention.numbers.length === 0) return;
    const line = this.#lineFor(mention);
    if (line) {
      this.#set(line, fitMention(mention, line.product));
      return;
    }
    this.#pending = this.#pending.filter((early) => early.options.length === 0 || mention.options.length === 0);
    this.#pending.push(mention);
  }

  #no(mention: Mention): void {
    if (mention.product && mention.numbers.length === 0 && this.#matching(mention).length > 0) this.#remove(mention);
    else this.#correct(mention);
  }

  #not(mention: Mention): void {
    if (mention.product || mention.pointing) {
      const lines = this.#matching(mention);
      for (const line of lines) this.#dropFor(line);
      return;
    }
    const line = this.#focus ?? this.lines.at(-1);
    if (!line) return;
    for (const [option, value] of fitMention(mention, line.product).choices) {
      if (line.chosen.get(option) === value) {
        line.chosen.delete(option);
        this.#touch(line);
      }
    }
  }

  #remove(mention: Mention): void {
    if (mention.all && !mention.product && mention.options.length === 0) return this.#clear();
    const number = mention.numbers.find((one) => one.style !== 'article')?.value;
    const lines = this.#matching(mention);
    if (lines.length > 1 && !mention.product) this.doubts.add('which-line');
    for (const line of mention.product ? lines : lines.slice(-1)) {
      if (number !== undefined && number < line.quantity) this.#raise(line, -number);
      else this.#dropFor(line);
    }
  }

  /** The lines that a mention can be about; with nothing said, the one spoken of last. */
  #matching(mention: Mention): Line[] {
    const products = mention.product?.products.map((position) => this.#catalogue.products[position]!);
    const named = products ? this.lines.filter((line) => products.includes(line.product)) : this.lines;
    if (!products && mention.options.length === 0) return this.#focus ? [this.#focus] : this.lines.slice(mention.unknown.length > 0 ? this.lines.length : -1);
    return named.filter((line) => {
      const { choices, unoffered } = fitMention({ ...mention, numbers: [] }, line.product);
      if (!products && choices.size === 0) return false;
      return unoffered.length === 0 && [...choices].every(([option, value]) => line.chosen.get(option) === value);
    });
  }

  #or(mention: Mention): void {
    const line = this.#focus;
    if (!line) return this.#want(mention);
    if (mention.product) {
      line.alternatives.push(...bestProducts(mention, this.#catalogue).filter((product) => product !== line.product));
      return;
    }
    for (const option of fitMention(mention, line.product).choices.keys()) line.chosen.delete(option);
  }

  #select(mention: Mention): void {
    const lines = this.#matching(mention);
    this.#selected = lines.at(-1) ?? null;
    if (!mention.product && mention.options.length === 0 && mention.numbers.length > 0) {
      this.#selected = this.lines.findLast((line) => line.quantity === mention.numbers[0]!.value) ?? this.#selected;
    }
    if (this.#selected) this.#focus = this.#selected;
  }

  #putInto(mention: Mention): void {
    const line = this.#selected;
    this.#selected = null;
    if (!line) return mention.product ? this.#wantProduct(mention) : this.#correctLine(mention);
    const products = mention.product ? bestProducts(mention, this.#catalogue) : [line.product];
    if (!products.includes(line.product)) {
      line.origin = 'message'; // said in so many words: no doubt about it
      this.#replaceProduct(line, mention);
    } else this.#set(line, fitMention(mention, line.product));
  }

  #clear(): void {
    if (this.lines.length === 0) return;
    this.lines.length = 0;
    this.#focus = null;
    this.changed = true;
  }

  /** The line that can take all the options of a mention: the one spoken of last, or the last such one. */
  #lineFor(mention: Mention): Line | null {
    const takes = (line: Line) => {
      const { choices, foreign, unoffered } = fitMention(mention, line.product);
      return foreign.length === 0 && unoffered.length === 0 && (choices.size > 0 || mention.options.length === 0);
    };
    if (this.#focus && takes(this.#focus)) return this.#focus;
    const able = this.lines.filter(takes);
    if (able.length > 1 && able.every((line) => line.origin === 'basket')) {
      const open = able.filter((line) => missingOptions(line).length > 0 && mention.options.length > 0);
      if (open.length === 1) return open[0]!;
      this.doubts.add('which-line');
    }
    if (able.length > 0) return able.at(-1)!;
    const lacking = this.#focus ?? (this.lines.length === 1 ? this.lines[0]! : null);
    return lacking && fitMention(mention, lacking.product).unoffered.length > 0 ? lacking : null;
  }

  #isUnmatched(mention: Mention): boolean {
    return mention.unknown.length > 0 && mention.started;
  }

  #noteDoubts(mention: Mention, fitted: Fitted): void {
    const { bent, fit } = mention.product!;
    if (bent) this.doubts.add('spelling');
    if (fit === 'part') this.doubts.add('part-of-name');
    if (mention.unknown.length > 0 || fitted.foreign.length > 0) this.doubts.add('unread-words');
  }

  #set(line: Line, fitted: Fitted): void {
    for (const [option, value] of fitted.choices) line.chosen.set(option, value);
    line.unoffered.push(...fitted.unoffered);
    if (fitted.stated && !(fitted.byArticle && line.stated)) Object.assign(line, { quantity: fitted.quantity, stated: true });
    this.#touch(line);
  }

  #push(line: Omit<Line, 'origin' | 'total' | 'group'> & { total?: Line | null }, group = this.#groups++): void {
    const pushed: Line = { ...line, origin: 'message', total: line.total ?? null, group };
    this.lines.push(pushed);
    this.#touch(pushed);
  }

  #touch(line: Line): void {
    this.#focus = line;
    this.changed = true;
  }

  #dropFor(line: Line): void {
    this.#drop(line);
    this.#removed = line;
    this.#focus = null;
    this.changed = true;
  }

  #drop(line: Line): void {
    const at = this.lines.indexOf(line);
    if (at >= 0) this.lines.splice(at, 1);
  }
}
