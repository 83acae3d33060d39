import type { IndexedProduct } from './catalogue.ts';
import { choiceFor } from './option-slots.ts';
import type { WorkingBasket } from './order-basket.ts';
import { bestProducts, type Fitted, fitMention, isCompatible, type Line, missingOptions } from './order-lines.ts';
import type { Mention } from './order-mention.ts';

/** Puts what a mention wants into the basket. */
export function want(basket: WorkingBasket, mention: Mention): void {
  if (mention.product) wantProduct(basket, mention);
  else if (mention.unknown.length > 0 && mention.started) basket.unmatched.push(mention.unknown.join(' '));
  else if (mention.each && differs(basket, mention)) wantOneMoreOfEach(basket, mention);
  else if (mention.all || mention.each) wantForAll(basket, mention);
  else wantMore(basket, mention);
}

/** A product that was named: a new line, or what an open line still misses. */
export function wantProduct(basket: WorkingBasket, mention: Mention): void {
  const [product, ...others] = bestProducts(mention, basket.catalogue);
  const alternatives = others.slice(0, MOST_ALTERNATIVES);
  const fitted = fitMention(mention, product!);
  noteDoubts(basket, mention, fitted);
  if (alternatives.length === 0 && changeKnown(basket, mention, product!, fitted)) return;
  for (const early of basket.pending.splice(0)) takeEarly(basket, early, mention, product!, fitted);
  takeForAll(basket, product!, fitted);
  if (countsKnown(basket, mention, product!, fitted)) return;
  if (alternatives.length === 0 && fillExisting(basket, mention, product!, fitted)) return;

  const heir = basket.removed?.product === product ? basket.removed : null;
  const chosen = new Map([...(heir?.chosen ?? []), ...fitted.choices]);
  const twin = alternatives.length === 0 && !heir ? twinOf(basket, product!, chosen) : undefined;
  if (twin) {
    basket.raise(twin, fitted.quantity);
    return;
  }
  const quantity = heir && (!fitted.stated || fitted.byArticle) ? heir.quantity : fitted.quantity;
  basket.push({
    product: product!,
    alternatives,
    quantity,
    stated: fitted.stated || heir !== null,
    chosen,
    unoffered: fitted.unoffered,
  });
}

/** "2 of each", "all in M": for the lines there are and those to come. */
export function wantForAll(basket: WorkingBasket, mention: Mention): void {
  const number = mention.numbers.find((one) => one.style !== 'article');
  basket.forAll.push(...mention.options);
  for (const line of basket.lines) {
    const { choices } = fitMention({ ...mention, numbers: [] }, line.product);
    if (number && (mention.each || line.origin === 'message')) line.quantity = number.value;
    for (const [option, value] of choices) line.chosen.set(option, value);
    if (number || choices.size > 0) basket.changed = true;
  }
}

/** "blue and beige, two each": the last value is a line of its own, the number is for all. */
function wantOneMoreOfEach(basket: WorkingBasket, mention: Mention): void {
  wantMore(basket, { ...mention, numbers: [] });
  wantForAll(basket, { ...mention, options: [] });
}

function differs(basket: WorkingBasket, mention: Mention): boolean {
  const line = basket.focus;
  return line !== null && mention.options.length > 0 && !isCompatible(line, fitMention(mention, line.product).choices);
}

/** Notes why the product of a mention may not be what was meant. */
export function noteDoubts(basket: WorkingBasket, mention: Mention, fitted: Fitted): void {
  const { bent, fit } = mention.product!;
  if (bent) basket.doubts.add('spelling');
  if (fit === 'part') basket.doubts.add('part-of-name');
  if (fitted.guessedSize || fitted.unsure) basket.doubts.add('which-number');
  if (mention.unknown.length > 0 || fitted.foreign.length > 0) basket.doubts.add('unread-words');
}

/** A question with more answers is no question. */
const MOST_ALTERNATIVES = 19;

/** "1 large, 2 small lemonades": what came before the product is a line of its own when it has a number. */
function takeEarly(
  basket: WorkingBasket,
  early: Mention,
  mention: Mention,
  product: IndexedProduct,
  fitted: Fitted,
): void {
  const own = fitMention(early, product);
  if (own.foreign.length > 0) basket.doubts.add('unread-words');
  if (own.stated && own.choices.size > 0 && mention.act !== 'correct' && mention.act !== 'no') {
    const chosen = new Map([...fitted.choices, ...own.choices]); // "1 L, 2 M black hoodies": both are black
    const { quantity, unoffered } = own;
    basket.push({ product, alternatives: [], quantity, stated: true, chosen, unoffered });
    return;
  }
  const either = [...own.choices].some(([option, value]) => (fitted.choices.get(option) ?? value) !== value);
  if (either && mention.act === 'want') basket.doubts.add('how-many-of-each'); // "a kilo and 250 g of honey"
  for (const [option, value] of own.choices) if (!fitted.choices.has(option)) fitted.choices.set(option, value);
  if (!own.stated) return;
  if (!fitted.stated) Object.assign(fitted, { quantity: own.quantity, stated: true });
  else if (mention.act === 'want' && !fitted.byArticle) basket.doubts.add('which-number'); // "2-3 mugs"
}

function takeForAll(basket: WorkingBasket, product: IndexedProduct, fitted: Fitted): void {
  for (const said of basket.forAll) {
    const choice = choiceFor(product, said);
    if (choice && !fitted.choices.has(choice.slot.name)) fitted.choices.set(choice.slot.name, choice.value.text);
  }
}

/** "5 soaps" when there are two rose soaps: five of those, most likely. */
function countsKnown(basket: WorkingBasket, mention: Mention, product: IndexedProduct, fitted: Fitted): boolean {
  if (mention.add || mention.another || mention.more || mention.verb || fitted.byArticle) return false;
  if (!fitted.stated || fitted.choices.size + fitted.unoffered.length > 0 || product.slots.length === 0) return false;
  const [known, ...others] = basket.lines.filter((line) => line.product === product);
  if (!known || others.length > 0 || known.origin === 'message' || known.chosen.size === 0) return false;
  basket.doubts.add('replaced');
  basket.set(known, fitted);
  return true;
}

/** "the belt in brown" is about the belt that is in the basket. */
function changeKnown(basket: WorkingBasket, mention: Mention, product: IndexedProduct, fitted: Fitted): boolean {
  if (!mention.definite || mention.add || mention.another || mention.more) return false;
  if (fitted.stated && !fitted.byArticle) return false;
  const known = basket.lines.filter((line) => line.product === product && line.origin === 'basket');
  if (known.length !== 1) return false;
  if (fitted.choices.size + fitted.unoffered.length === 0)
    basket.focus = known[0]!; // what about it comes next
  else basket.set(known[0]!, { ...fitted, stated: false });
  return true;
}

/** A second word about a line that still misses something is not a second item. */
function fillExisting(basket: WorkingBasket, mention: Mention, product: IndexedProduct, fitted: Fitted): boolean {
  if (mention.add || mention.another || mention.more) return false;
  const line = basket.lines.findLast(
    (one) => one.product === product && isCompatible(one, fitted.choices) && missingOptions(one).length > 0,
  );
  if (!line || (fitted.stated && line.stated && line.origin === 'message')) return false;
  if (![...fitted.choices.keys()].some((option) => !line.chosen.has(option))) return false;
  basket.set(line, fitted);
  return true;
}

function twinOf(basket: WorkingBasket, product: IndexedProduct, chosen: Map<string, string>): Line | undefined {
  return basket.lines.find(
    (line) => line.product === product && line.chosen.size === chosen.size && isCompatible(line, chosen),
  );
}

/** Something without a product: more of the line before, another of it, or what it still misses. */
function wantMore(basket: WorkingBasket, mention: Mention): void {
  const line = basket.lineFor(mention);
  const sibling = line === null ? siblingsOf(basket, mention) : null;
  if (sibling) wantProduct(basket, sibling);
  else if (line) wantMoreOf(basket, line, mention);
  else if (basket.asked) wantAsked(basket, basket.asked, mention);
  else if (mention.options.length > 0 || mention.numbers.length > 0) basket.pending.push(mention);
}

/** "3 apple juices and 2 orange": a word that is no option of the juice names another product of that kind. */
function siblingsOf(basket: WorkingBasket, mention: Mention): Mention | null {
  const line = basket.focus;
  if (!line || mention.options.length !== 1) return null;
  const products = basket.catalogue.siblingsOf(line.product.product.id, mention.options[0]!.text.split(' '));
  if (products.length === 0) return null;
  return { ...mention, options: [], product: { places: [], products, fit: 'head', bent: false } };
}

/** "is the teal speaker available? then send 2" */
function wantAsked(basket: WorkingBasket, asked: Mention, mention: Mention): void {
  basket.asked = null;
  wantProduct(basket, {
    ...mention,
    product: asked.product,
    named: asked.named,
    options: [...asked.options, ...mention.options],
    numbers: [...asked.numbers.filter((number) => !number.leads), ...mention.numbers],
  });
}

function wantMoreOf(basket: WorkingBasket, line: Line, mention: Mention): void {
  const fitted = fitMention(mention, line.product);
  const alike = isCompatible(line, fitted.choices);
  const lacks = fitted.unoffered.length > 0 && fitted.choices.size === 0;
  if (fitted.foreign.length > 0) basket.doubts.add('unread-words');
  if (fitted.unsure) basket.doubts.add('which-number');
  if (alike && fitted.byArticle && !fillsByArticle(line, fitted) && line.quantity > 1) basket.doubts.add('replaced');
  if (lacks && line.origin === 'basket') lackIn(basket, line, fitted);
  else if (lacks && fitted.stated && line.stated) copyLacking(basket, line, fitted);
  else if (mention.part && fitted.choices.size > 0 && line.quantity > fitted.quantity) partOff(basket, line, fitted);
  else if ((mention.another || (mention.more && !alike)) && fitted.choices.size > 0) copy(basket, line, fitted);
  else if (mention.another || mention.more) basket.raise(line, fitted.quantity);
  else if (alike && (!(fitted.stated && line.stated) || fillsByArticle(line, fitted))) basket.set(line, fitted);
  else if (alike && fitted.choices.size === 0) setNumber(basket, line, fitted);
  else if (alike && line.quantity > fitted.quantity && line.origin === 'message') copy(basket, line, fitted, line);
  else if (!alike && line.origin === 'basket' && !fitted.stated && !mention.add) replaceChoices(basket, line, fitted);
  else {
    if (!alike) shareOut(basket, line, fitted);
    if (!alike) backfill(basket, line, fitted);
    copy(basket, line, fitted);
  }
}

/** "2 black ones" of a polo that is not made in black: said, but nothing to change. */
function lackIn(basket: WorkingBasket, line: Line, fitted: Fitted): void {
  line.unoffered.push(...fitted.unoffered);
  basket.touch(line);
}

/** "um GG" of one that has no size yet. */
function fillsByArticle(line: Line, fitted: Fitted): boolean {
  return (
    line.origin === 'basket' &&
    fitted.byArticle &&
    [...fitted.choices.keys()].some((option) => !line.chosen.has(option))
  );
}

/** "three lamps: one red, one black and one pink" when there is no pink one. */
function copyLacking(basket: WorkingBasket, line: Line, fitted: Fitted): void {
  const chosen = new Map(
    [...line.chosen].filter(([option]) => fitted.unoffered.every((lack) => lack.option !== option)),
  );
  copy(basket, { ...line, chosen }, fitted, line.total ?? (line.quantity > fitted.quantity ? line : null));
}

/** "make two of them white" */
export function partOff(basket: WorkingBasket, line: Line, fitted: Fitted): void {
  line.quantity -= fitted.quantity;
  copy(basket, line, fitted, null);
}

/** A bare number about a line that has one already is the new number. */
function setNumber(basket: WorkingBasket, line: Line, fitted: Fitted): void {
  if (line.origin === 'message') basket.doubts.add('replaced');
  basket.set(line, fitted);
}

function replaceChoices(basket: WorkingBasket, line: Line, fitted: Fitted): void {
  basket.doubts.add('replaced');
  basket.set(line, fitted);
}

/**
 * Another line of the same product, with what was not said taken over.
 *
 * @param total the line whose number this is a part of: "six tacos, three hot".
 */
function copy(basket: WorkingBasket, line: Line, fitted: Fitted, total: Line | null = line.total): void {
  const chosen = new Map([...line.chosen, ...fitted.choices]);
  const { quantity, stated, unoffered } = fitted;
  basket.push(
    { product: line.product, alternatives: line.alternatives, quantity, stated, chosen, unoffered, total },
    line.group,
  );
  if (!total) return;
  total.quantity -= quantity;
  if (total.quantity <= 0) basket.drop(total);
}

/** "2 polos navy and white", "3 kurtas: blue, white and mustard": one of each, most likely. */
function shareOut(basket: WorkingBasket, line: Line, fitted: Fitted): void {
  if (fitted.stated) return;
  const counted = basket.lines.find(
    (one) => one.group === line.group && one.stated && one.quantity > 1 && one.origin === 'message' && !one.total,
  );
  if (!counted) return;
  counted.quantity--;
  basket.doubts.add('how-many-of-each');
}

/** "3 M, 5 L navy": the colour said last is of both. */
function backfill(basket: WorkingBasket, line: Line, fitted: Fitted): void {
  for (const other of basket.lines.filter((one) => one.group === line.group && one.origin === 'message')) {
    for (const [option, value] of fitted.choices) if (!other.chosen.has(option)) other.chosen.set(option, value);
  }
}
