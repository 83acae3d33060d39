import type { WorkingBasket } from './order-basket.ts';
import { bestProducts, fitMention, type Line } from './order-lines.ts';
import { isCounted, type Mention } from './order-mention.ts';
import { noteDoubts, want, wantForAll, wantProduct } from './order-wants.ts';

/** Applies one mention to the basket; `next` is what the message says after it. */
export function applyMention(basket: WorkingBasket, mention: Mention, next: Mention | undefined): void {
  const { removed } = basket;
  if (mention.asked) ask(basket, mention);
  else if (mention.act === 'select' && next?.act === 'into') select(basket, mention);
  else BY_ACT[mention.act](basket, mention);
  if (basket.removed === removed) basket.removed = null; // only the next mention may take its place
}

const BY_ACT: Record<Mention['act'], (basket: WorkingBasket, mention: Mention) => void> = {
  want,
  correct,
  remove,
  not,
  no,
  or,
  select: correct, // "change the polo to": nothing comes in its place
  into: putInto,
  clear: (basket) => basket.clear(),
};

function ask(basket: WorkingBasket, mention: Mention): void {
  if (mention.product) basket.asked = mention;
}

function correct(basket: WorkingBasket, mention: Mention): void {
  if (mention.product) correctProduct(basket, mention);
  else if (mention.all || mention.each) wantForAll(basket, mention);
  else correctLine(basket, mention);
}

function correctProduct(basket: WorkingBasket, mention: Mention): void {
  const products = bestProducts(mention, basket.catalogue);
  const line = basket.lines.findLast((one) => products.includes(one.product));
  if (line && !mention.add) {
    const fitted = fitMention(mention, line.product);
    if (fitted.stated || fitted.choices.size > 0 || fitted.unoffered.length > 0) basket.set(line, fitted);
    return;
  }
  const wrong = basket.focus ?? (basket.lines.length === 1 ? basket.lines[0]! : null);
  if (!wrong || mention.add || basket.pending.length > 0) wantProduct(basket, mention);
  else replaceProduct(basket, wrong, mention);
}

function replaceProduct(basket: WorkingBasket, line: Line, mention: Mention): void {
  const [product, ...alternatives] = bestProducts(mention, basket.catalogue);
  const fitted = fitMention(mention, product!);
  noteDoubts(basket, mention, fitted);
  if (line.origin === 'basket' && mention.act !== 'into') basket.doubts.add('replaced');
  Object.assign(line, { product, alternatives, chosen: fitted.choices, unoffered: fitted.unoffered });
  if (fitted.stated && !fitted.byArticle) Object.assign(line, { quantity: fitted.quantity, stated: true });
  basket.touch(line);
}

function correctLine(basket: WorkingBasket, mention: Mention): void {
  if (mention.options.length === 0 && mention.numbers.length === 0) return;
  const line = basket.lineFor(mention);
  if (line) {
    basket.set(line, fitMention(mention, line.product));
    return;
  }
  basket.pending = basket.pending.filter((early) => early.options.length === 0 || mention.options.length === 0);
  basket.pending.push(mention);
}

/** "no lemonade" takes it out when there is some; otherwise "no" corrects. */
function no(basket: WorkingBasket, mention: Mention): void {
  if (mention.product && mention.numbers.length === 0 && basket.matching(mention).length > 0) remove(basket, mention);
  else correct(basket, mention);
}

/** "not the orange one" takes a line out, "not black" a colour. */
function not(basket: WorkingBasket, mention: Mention): void {
  if (mention.product || mention.pointing) {
    for (const line of basket.matching(mention)) basket.takeOut(line);
    return;
  }
  const line = basket.focus ?? basket.lines.at(-1);
  if (!line) return;
  for (const [option, value] of fitMention(mention, line.product).choices) {
    if (line.chosen.get(option) !== value) continue;
    line.chosen.delete(option);
    basket.touch(line);
  }
}

function remove(basket: WorkingBasket, mention: Mention): void {
  if (mention.all && !mention.product && mention.options.length === 0) {
    basket.clear();
    return;
  }
  const number = isCounted(mention) ? mention.numbers.find((one) => one.style !== 'article')!.value : null;
  const lines = basket.matching(mention);
  if (lines.length > 1 && !mention.product) basket.doubts.add('which-line');
  for (const line of mention.product ? lines : lines.slice(-1)) {
    if (number !== null && number < line.quantity) basket.raise(line, -number);
    else basket.takeOut(line);
  }
}

/** "black or white": then it is neither, until we have asked. */
function or(basket: WorkingBasket, mention: Mention): void {
  const line = basket.focus;
  if (!line) want(basket, mention);
  else if (mention.product) {
    line.alternatives.push(...bestProducts(mention, basket.catalogue).filter((product) => product !== line.product));
  } else {
    for (const option of fitMention(mention, line.product).choices.keys()) line.chosen.delete(option);
  }
}

/** The first half of a swap: which line it is about. */
function select(basket: WorkingBasket, mention: Mention): void {
  const byNumber = !mention.product && mention.options.length === 0 ? mention.numbers[0] : undefined;
  const numbered = byNumber && basket.lines.findLast((line) => line.quantity === byNumber.value);
  basket.selected = numbered ?? basket.matching(mention).at(-1) ?? null;
  if (basket.selected) basket.focus = basket.selected;
}

/** The second half of a swap: what takes its place. */
function putInto(basket: WorkingBasket, mention: Mention): void {
  const line = basket.selected;
  basket.selected = null;
  const products = mention.product ? bestProducts(mention, basket.catalogue) : null;
  if (!line && products) wantProduct(basket, mention);
  else if (!line) correctLine(basket, mention);
  else if (!products || products.includes(line.product)) basket.set(line, fitMention(mention, line.product));
  else replaceProduct(basket, line, mention);
}
