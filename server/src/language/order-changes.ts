import type { WorkingBasket } from './order-basket.ts';
import { bestProducts, fitMention, type Line } from './order-lines.ts';
import type { Mention } from './order-mention.ts';
import { noteDoubts, partOff, want, wantForAll, wantProduct } from './order-wants.ts';

/** Applies one mention to the basket; `next` is what the message says after it. */
export function applyMention(basket: WorkingBasket, mention: Mention, next: Mention | undefined): void {
  const { removed } = basket;
  if (takesBackClearing(basket, mention)) return;
  const { fallback } = basket;
  basket.fallback = false;
  if (mention.asked) ask(basket, mention);
  else if (fallback && basket.focus && isFallback(mention)) takeInstead(basket, basket.focus, mention);
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
  otherwise,
  select: correct, // "change the polo to": nothing comes in its place
  into: putInto,
  clear: (basket) => basket.clear(),
  keep,
};

/** "a black backpack, forget it, blue" takes back the colour, not the backpack. */
function takesBackClearing(basket: WorkingBasket, mention: Mention): boolean {
  const [line] = basket.cleared.splice(0);
  if (!line || line.origin === 'basket' || basket.lines.length > 0 || mention.product) return false;
  const fitted = fitMention(mention, line.product);
  if (mention.act === 'clear' || fitted.choices.size === 0) return false;
  basket.lines.push(line);
  basket.set(line, fitted);
  return true;
}

/** After "if there is no red one", until something else is named. */
function isFallback({ act, add }: Mention): boolean {
  return !add && (act === 'want' || act === 'correct');
}

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
    const fitted = fitMention(mention, line.product);
    if (mention.part && fitted.choices.size > 0 && line.quantity > fitted.quantity) partOff(basket, line, fitted);
    else basket.set(line, fitted);
    return;
  }
  if (basket.asked) {
    want(basket, mention); // "not the blue pen but the red one"
    return;
  }
  basket.pending = basket.pending.filter((early) => early.options.length === 0 || mention.options.length === 0);
  basket.pending.push(mention);
}

/** "no lemonade" takes it out when there is some; otherwise "no" corrects. */
function no(basket: WorkingBasket, mention: Mention): void {
  if (mention.product && mention.numbers.length === 0 && basket.matching(mention).length > 0) remove(basket, mention);
  else if (!isWhatItWas(basket, mention)) correct(basket, mention);
}

/** "red, no blue" of a blue one. */
function isWhatItWas(basket: WorkingBasket, mention: Mention): boolean {
  const { focus } = basket;
  const before = focus && basket.before.get(focus);
  if (!before || mention.product || mention.options.length === 0) return false;
  const { choices } = fitMention(mention, focus.product);
  return (
    choices.size > 0 &&
    [...choices].every(([option, value]) => before.get(option) === value && focus.chosen.get(option) !== value)
  );
}

/** What is refused before it was wanted says what the next words are about. */
function remember(basket: WorkingBasket, mention: Mention): void {
  if (mention.product) basket.asked = { ...mention, options: [], numbers: [] };
}

/** "not the orange one" takes a line out, "not black" a colour. */
function not(basket: WorkingBasket, mention: Mention): void {
  if (mention.product || mention.pointing) {
    const lines = basket.matching(mention);
    for (const line of lines) basket.takeOut(line);
    if (lines.length === 0) remember(basket, mention);
    return;
  }
  const line = basket.focus ?? basket.lines.at(-1);
  if (!line) return;
  const [other, ...more] = basket.matching(mention);
  if (other && other !== line && more.length === 0 && basket.matching({ ...mention, options: [] }).length > 0) {
    basket.takeOut(other); // "one grey, one orange, the grey one not"
    return;
  }
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
  const counted = mention.numbers.find((one) => one.style !== 'article' && !one.sized) ?? mention.numbers[0];
  const number = counted && !counted.sized ? counted.value : null;
  const lines = basket.matching(mention);
  if (lines.length > 1 && !mention.product) basket.doubts.add('which-line');
  if (lines.length === 0) remember(basket, mention);
  for (const line of mention.product ? lines : lines.slice(-1)) {
    if (number !== null && number < line.quantity) basket.raise(line, -number);
    else basket.takeOut(line);
  }
}

/** "remove everything except the polo" */
function keep(basket: WorkingBasket, mention: Mention): void {
  const kept = basket.matching(mention);
  if (kept.length === 0) basket.doubts.add('which-line');
  else for (const line of basket.lines.filter((one) => !kept.includes(one))) basket.takeOut(line);
}

/** "black or white": then it is neither, until we have asked. */
function or(basket: WorkingBasket, mention: Mention): void {
  const line = basket.focus;
  if (mention.numbers.length > 0) basket.doubts.add('which-number');
  if (!line) wantEither(basket, mention);
  else if (mention.product) {
    line.alternatives.push(...bestProducts(mention, basket.catalogue).filter((product) => product !== line.product));
  } else {
    leaveOpen(basket, line, fitMention(mention, line.product).choices);
  }
}

/** "M or L navy polo": the size is open, the colour is not. */
function wantEither(basket: WorkingBasket, mention: Mention): void {
  const early = basket.pending.pop();
  want(basket, mention);
  const line = basket.focus;
  if (!early || !line) return;
  if (early.numbers.length > 0) basket.doubts.add('which-number');
  leaveOpen(basket, line, fitMention(early, line.product).choices);
}

function leaveOpen(basket: WorkingBasket, line: Line, choices: Map<string, string>): void {
  const open = basket.leftOpen.get(line) ?? new Map<string, string[]>();
  basket.leftOpen.set(line, open);
  for (const [option, value] of choices) {
    const before = line.chosen.get(option);
    if (open.has(option)) open.get(option)?.push(value);
    else if (before === undefined) line.chosen.set(option, value);
    else if (before !== value && line.chosen.delete(option)) open.set(option, [before, value]);
  }
}

/** "if there is no red one, a blue one": the first half may say again what is wanted. */
function otherwise(basket: WorkingBasket, mention: Mention): void {
  if (!basket.focus && basket.asked) wantProduct(basket, basket.asked);
  const line = basket.focus;
  if (line && !isSaidAgain(basket, line, mention)) {
    takeInstead(basket, line, mention);
    return;
  }
  if (!line) want(basket, mention);
  basket.fallback = true;
}

function isSaidAgain(basket: WorkingBasket, line: Line, mention: Mention): boolean {
  if (
    mention.product &&
    !mention.product.products.some((position) => basket.catalogue.products[position] === line.product)
  )
    return false;
  const { choices, unoffered } = fitMention(mention, line.product);
  return (
    [...choices].every(([option, value]) => line.chosen.get(option) === value) &&
    unoffered.every(({ said }) => line.unoffered.some((lack) => lack.said === said))
  );
}

/** Takes what was named second where the first is not made; where it may be out of stock, both are remembered. */
function takeInstead(basket: WorkingBasket, line: Line, mention: Mention): void {
  const lacks = line.unoffered.length > 0;
  const products = mention.product ? bestProducts(mention, basket.catalogue) : [line.product];
  if (!lacks) {
    const product = products.includes(line.product) ? line.product : products[0]!;
    const { choices } = fitMention({ ...mention, numbers: [] }, product);
    if (product !== line.product || choices.size > 0) line.instead = { product, choices };
    return;
  }
  if (!products.includes(line.product)) {
    replaceProduct(basket, line, mention);
    return;
  }
  for (const [option, value] of fitMention({ ...mention, numbers: [] }, line.product).choices) {
    if (!line.unoffered.some((lack) => lack.option === option)) continue;
    line.chosen.set(option, value);
    line.unoffered = line.unoffered.filter((lack) => lack.option !== option);
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
