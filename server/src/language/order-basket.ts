import type { Catalogue, IndexedProduct } from './catalogue.ts';
import type { SaidOption } from './option-values.ts';
import { type Fitted, fitMention, type Line, missingOptions } from './order-lines.ts';
import type { Mention } from './order-mention.ts';

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

/** Nobody orders more different things in one message; what follows is not read. */
const MOST_LINES = 100;

/** What a basket had before the message. */
export type KnownLine = { product: IndexedProduct; quantity: number; chosen: Map<string, string> };

/** A basket while mentions are applied to it one after the other, and what was said that is still open. */
export class WorkingBasket {
  readonly catalogue: Catalogue;
  readonly lines: Line[] = [];
  readonly unmatched: string[] = [];
  readonly doubts = new Set<Doubt>();
  changed = false;

  /** The line spoken of last. */
  focus: Line | null = null;
  /** The line that a swap takes out. */
  selected: Line | null = null;
  /** The line just taken out, whose place the next mention may take: "not the orange one, the grey one". */
  removed: Line | null = null;
  /** Said before its product: "size M, a navy polo". */
  pending: Mention[] = [];
  /** Asked about before it is wanted: "do you have polos? I'll take 2". */
  asked: Mention | null = null;
  /** Options of which one of several values is meant, and those values: "M or L". */
  readonly leftOpen = new Map<Line, Map<string, string[]>>();
  /** What the lines of the basket had before the message. */
  readonly before = new Map<Line, Map<string, string>>();
  /** What "forget it" has just emptied: "forget it, a blue one". */
  cleared: Line[] = [];
  /** What is said next is only for when the thing before cannot be had. */
  fallback = false;
  /** Holds for every line: "everything in size M". */
  forAll: SaidOption[] = [];
  #groups = 0;

  constructor(catalogue: Catalogue, lines: KnownLine[]) {
    this.catalogue = catalogue;
    for (const line of lines) {
      const known: Line = {
        ...line,
        alternatives: [],
        stated: true,
        unoffered: [],
        origin: 'basket',
        total: null,
        group: this.#groups++,
      };
      this.lines.push(known);
      this.before.set(known, new Map(line.chosen));
    }
  }

  /** Adds a line; `group` when it is of a product named for several lines at once. */
  push(line: Omit<Line, 'origin' | 'total' | 'group'> & { total?: Line | null }, group = this.#groups++): void {
    if (this.lines.length >= MOST_LINES) {
      this.doubts.add('unread-words');
      return;
    }
    const pushed: Line = { ...line, origin: 'message', total: line.total ?? null, group };
    this.lines.push(pushed);
    this.touch(pushed);
  }

  /** Gives a line what was said about it. An article is no number for a line that has one. */
  set(line: Line, fitted: Fitted): void {
    for (const [option, value] of fitted.choices) line.chosen.set(option, value);
    line.unoffered = [...line.unoffered.filter(({ option }) => !fitted.choices.has(option)), ...fitted.unoffered];
    if (fitted.stated && !(fitted.byArticle && line.stated))
      Object.assign(line, { quantity: fitted.quantity, stated: true });
    this.touch(line);
  }

  raise(line: Line, by: number): void {
    line.quantity += by;
    this.touch(line);
  }

  touch(line: Line): void {
    this.focus = line;
    this.changed = true;
  }

  /** Takes a line out, and remembers it for the mention that follows. */
  takeOut(line: Line): void {
    this.drop(line);
    this.removed = line;
    this.focus = null;
    this.changed = true;
  }

  drop(line: Line): void {
    const at = this.lines.indexOf(line);
    if (at >= 0) this.lines.splice(at, 1);
  }

  clear(): void {
    if (this.lines.length === 0) return;
    this.cleared = [...this.lines];
    this.lines.length = 0;
    this.focus = null;
    this.changed = true;
  }

  /** The line that can take all the options of a mention: the one spoken of last, or the last such one. */
  lineFor(mention: Mention): Line | null {
    const takes = (line: Line) => {
      const { choices, foreign, unoffered } = fitMention(mention, line.product);
      return foreign.length === 0 && unoffered.length === 0 && (choices.size > 0 || mention.options.length === 0);
    };
    if (this.focus && takes(this.focus)) return this.focus;
    const able = this.lines.filter(takes);
    if (able.length > 1 && able.every((line) => line.origin === 'basket')) {
      const open = able.filter((line) => missingOptions(line).length > 0 && mention.options.length > 0);
      if (open.length === 1) return open[0]!;
      this.doubts.add('which-line');
    }
    if (able.length > 0) return able.at(-1)!;
    const lacking = this.focus ?? (this.lines.length === 1 ? this.lines[0]! : null);
    return lacking && fitMention(mention, lacking.product).unoffered.length > 0 ? lacking : null;
  }

  /** The lines that a mention can be about; with nothing said, the one spoken of last. */
  matching(mention: Mention): Line[] {
    const products = mention.product?.products.map((position) => this.catalogue.products[position]!);
    if (!products && mention.options.length === 0) {
      if (this.focus) return [this.focus];
      return mention.unknown.length > 0 ? [] : this.lines.slice(-1);
    }
    const named = products ? this.lines.filter((line) => products.includes(line.product)) : this.lines;
    return named.filter((line) => {
      const { choices, unoffered } = fitMention({ ...mention, numbers: [] }, line.product);
      if (!products && choices.size === 0) return false;
      return unoffered.length === 0 && [...choices].every(([option, value]) => line.chosen.get(option) === value);
    });
  }
}
