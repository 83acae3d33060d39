import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { buildCatalogue } from './catalogue.ts';
import { type BasketLine, type OrderReading, readOrder } from './order-reading.ts';
import { product, shop } from './test-shop.ts';

describe('an order in words', () => {
  test('gives product, quantity, options and the one variant', () => {
    const reading = readOrder('Buy 1 size L black classic hoodie', shop);

    assert.equal(reading.kind, 'order');
    assert.deepEqual(reading.items, [
      {
        productId: 'hoodie',
        quantity: 1,
        quantityStated: true,
        options: { size: 'L', color: 'black' },
        missing: [],
        variantIds: ['hoodie:L:black'],
        unoffered: [],
      },
    ]);
    assert.ok(reading.confidence > 0.9);
  });

  reads('may name several things', 'two red mugs, a brown belt and 12 eggs please', [
    '2 mug red',
    '1 belt brown',
    '12 eggs',
  ]);
  reads('may be a list', '- 2 x Ceramic Mug white\n- 1 x Farm Eggs', ['2 mug white', '1 eggs']);
  reads('may share a product between numbers', 'plain tshirts: 2 white M, 3 black L', [
    '2 tee M white',
    '3 tee L black',
  ]);
  reads('may share what is said last', 'classic hoodies 3 M, 5 L navy', ['3 hoodie M navy', '5 hoodie L navy']);
  reads('may split a total', 'six samosas, four hot two mild', ['4 samosa hot', '2 samosa mild']);
  reads('may say one thing for all', 'everything in M: white tshirt, grey classic hoodie', [
    '1 tee M white',
    '1 hoodie M grey',
  ]);
  reads('may count in dozens', 'half a dozen eggs', ['6 eggs']);
  reads('may put the number behind', 'ground coffee 500g x3', ['3 coffee 500g']);
  reads('may weigh in words', 'half a kilo of ground coffee', ['1 coffee 500g']);
  reads('may count with a unit', '5kg basmati rice 2 bags', ['2 rice 5kg']);
  reads('tells a size from a number', '2 runner sneakers white 40', ['2 sneakers 40 white']);
  reads('finds a name with "and" in it', 'a salt and pepper set and a green mug', ['1 set', '1 mug green']);
  reads('passes over phone numbers and prices', 'call +44 7700 900123. want 2 red mugs for $20', ['2 mug red']);
  reads('may be asked for politely', 'I was wondering if I could get 2 red mugs', ['2 mug red']);
  reads('may name the product once, at the end', '1 L, 2 M black classic hoodies', [
    '1 hoodie L black',
    '2 hoodie M black',
  ]);
  reads('may follow a question', 'do you have classic hoodies? then 2 navy M please', ['2 hoodie M navy']);

  reads('may be misspelt', 'wnt 1 clasic hoddie blk size L', ['1 hoodie L black']);
  reads('may be written by ear', 'kiero dos tasas rojas xfa', ['2 mug red']);
  reads('may part or join words', 'ice-cream mango 1l and 2 icecream vanilla 500 ml', [
    '1 ice-cream mango 1l',
    '2 ice-cream vanilla 500ml',
  ]);
});

describe('an order in another language', () => {
  reads('Spanish', 'quiero dos camisetas negras talla M y una taza verde por favor', ['2 tee M black', '1 mug green']);
  reads('Spanish with a measure', 'medio kilo de café molido', ['1 coffee 500g']);
  reads('Portuguese with its sizes', 'uma camiseta vermelha G', ['1 tee L red']);
  reads('French', 'trois tasses rouges et une ceinture marron svp', ['3 mug red', '1 belt brown']);
  reads('French with an accent lost', 'un sweat a capuche gris taille XL', ['1 hoodie XL grey']);
  reads('Hindi in Latin letters', 'do kilo nahi, 5kg chawal aur ek darjan ande bhej do', ['1 rice 5kg', '12 eggs']);
  reads('several at once', 'quiero 2 black hoodies classic talla L porfa', ['2 hoodie L black']);
});

describe('a correction in the same message', () => {
  reads('changes the number', '3 red mugs, no make that 2', ['2 mug red']);
  reads('changes a colour', 'classic hoodie L black... sorry, grey', ['1 hoodie L grey']);
  reads('changes the product', 'one red mug, no wait, one brown belt', ['1 belt brown']);
  reads('takes something back', 'a red mug and a black belt, drop the belt', ['1 mug red']);
  reads('chooses one over the other', 'not the red mug, the green mug', ['1 mug green']);
  reads('corrects a number said first', 'not 2 but 3 green mugs', ['3 mug green']);
});

describe('a message about a basket', () => {
  const oneHoodie = [line('hoodie', 1, { size: 'M', color: 'black' })];
  const twoThings = [line('mug', 1, { color: 'red' }), line('eggs', 12)];

  changes('sets the number', oneHoodie, 'no, make that 2', ['2 hoodie M black']);
  changes('sets an option', oneHoodie, 'L instead', ['1 hoodie L black']);
  changes('sets an option by a swap', oneHoodie, 'change the size to XL', ['1 hoodie XL black']);
  changes('fills what was missing', [line('hoodie', 1, { size: 'M' })], 'the navy one', ['1 hoodie M navy']);
  changes('adds one more', oneHoodie, 'one more', ['2 hoodie M black']);
  changes('adds another that differs', oneHoodie, 'and another in grey', ['1 hoodie M black', '1 hoodie M grey']);
  changes('adds a new thing', oneHoodie, 'también dos huevos', ['1 hoodie M black', '2 eggs']);
  changes('takes a thing out', twoThings, 'no mug', ['12 eggs']);
  changes('takes some out', twoThings, 'remove 2 eggs', ['1 mug red', '10 eggs']);
  changes('takes out what is refused behind', twoThings, 'mug nahi chahiye', ['12 eggs']);
  changes('swaps one for another', twoThings, 'replace the mug with a brown belt', ['1 belt brown', '12 eggs']);
  changes('puts one in place of another', twoThings, 'en vez de la taza roja, una verde', ['1 mug green', '12 eggs']);
  changes('empties it', twoThings, 'never mind, cancel everything', []);

  for (const talk of ['thanks!', 'ok', 'when will it arrive?', 'how much is the belt', '👍']) {
    test(`leaves it alone for "${talk}"`, () => {
      const reading = readOrder(talk, shop, { basket: twoThings });

      assert.equal(reading.kind, 'none');
      assert.deepEqual(summaryOf(reading), ['1 mug red', '12 eggs']);
    });
  }

  test('is a correction when it only changes what is there', () => {
    assert.equal(readOrder('make it 3', shop, { basket: oneHoodie }).kind, 'correction');
    assert.equal(readOrder('add a red mug', shop, { basket: oneHoodie }).kind, 'order');
  });

  test('drops lines of products that are no longer sold', () => {
    const reading = readOrder('add a red mug', shop, { basket: [line('gone', 1)] });

    assert.deepEqual(summaryOf(reading), ['1 mug red']);
  });
});

describe('a message that orders nothing', () => {
  for (const text of [
    'do you have hoodies?',
    'is the red mug in stock',
    'price of ground coffee 500g?',
    'cuánto cuesta la taza',
    'patta kitne ka hai',
    'my mug arrived broken',
    'la taza llegó rota',
    'where are my sneakers',
    'what time do you close',
    'the mug on my desk is so nice',
    "don't need the mug now",
    'please cancel my order of 2 mugs',
    'I ordered 2 red mugs and they arrived broken',
    '2 red mugs... no, forget it',
    'good morning',
    '',
  ]) {
    test(`"${text}"`, () => assert.equal(readOrder(text, shop).kind, 'none'));
  }
});

describe('what an order leaves open', () => {
  test('an option that was not said is missing', () => {
    const [item] = readOrder('need a classic hoodie in grey', shop).items;

    assert.deepEqual(item?.missing, ['size']);
    assert.deepEqual(item?.variantIds, ['hoodie:S:grey', 'hoodie:M:grey', 'hoodie:L:grey', 'hoodie:XL:grey']);
  });

  test('an option with one value left is not asked for', () => {
    const catalogue = buildCatalogue([
      {
        id: 'vest',
        name: 'Vest',
        options: { size: ['S', 'M'], color: ['red', 'blue'] },
        variants: [
          { id: 'a', options: { size: 'S', color: 'red' } },
          { id: 'b', options: { size: 'M', color: 'blue' } },
        ],
      },
    ]);

    const [item] = readOrder('1 red vest', catalogue).items;

    assert.deepEqual([item?.missing, item?.variantIds], [[], ['a']]);
  });

  test('a number that was not said is one, and marked so', () => {
    const [item] = readOrder('brown belt', shop).items;

    assert.deepEqual([item?.quantity, item?.quantityStated], [1, false]);
  });

  test('a value the product does not come in is told, not replaced', () => {
    const [item] = readOrder('2 purple mugs', shop).items;

    assert.deepEqual(item?.options, {});
    assert.deepEqual(item?.unoffered, [{ option: 'color', said: 'purple' }]);
  });

  test('several products that fit equally are one question', () => {
    const reading = readOrder('2 shirts size M', shop);

    assert.deepEqual(reading.items, []);
    assert.deepEqual(reading.ambiguous, [
      { productIds: ['dress-shirt', 'polo-shirt'], quantity: 2, quantityStated: true, options: { size: 'M' } },
    ]);
  });

  test('an option decides between products', () => {
    assert.deepEqual(summaryOf(readOrder('2 green shirts size M', shop)), ['2 polo-shirt M green']);
  });

  test('a trait that several share decides nothing', () => {
    assert.equal(readOrder('something leather please', shop).items.length, 0);
  });

  test('"or" leaves the option open', () => {
    const [item] = readOrder('a classic hoodie M in black or grey', shop).items;

    assert.deepEqual([item?.options, item?.missing], [{ size: 'M' }, ['color']]);
  });

  test('a thing the shop does not have is unmatched', () => {
    const reading = readOrder('a trampoline and 2 red mugs', shop);

    assert.deepEqual(reading.unmatched, ['trampoline']);
    assert.deepEqual(summaryOf(reading), ['2 mug red']);
  });

  test('a number that may be a size is doubted', () => {
    assert.deepEqual(readOrder('40 sneakers', shop).doubts, ['which-number']);
  });

  test('a number for two colours is doubted', () => {
    assert.deepEqual(readOrder('2 mugs red and green', shop).doubts, ['how-many-of-each']);
  });

  test('a change that may be meant for any line is doubted', () => {
    const basket = [line('mug', 1, { color: 'red' }), line('belt', 1, { color: 'brown' })];

    assert.deepEqual(readOrder('make it 2', shop, { basket }).doubts, ['which-line']);
  });

  test('a common word is not taken for a misspelt product', () => {
    assert.equal(readOrder('I need a lamb', buildCatalogue([product('lamp', 'Desk Lamp', {})])).items.length, 0);
  });

  test('a doubtful reading is less sure than a clear one', () => {
    assert.ok(readOrder('hoodee clasic', shop).confidence < readOrder('1 classic hoodie M black', shop).confidence);
  });
});

/** `"2 mug red"`: quantity, product, and the chosen values in the product's order. */
function summaryOf({ items }: OrderReading): string[] {
  return items.map(({ productId, quantity, options }) => {
    const names = Object.keys(shop.find(productId)!.product.options);
    return [quantity, productId, ...names.flatMap((name) => options[name] ?? [])].join(' ');
  });
}

function reads(what: string, text: string, expected: string[]): void {
  test(`${what}: "${text}"`, () => assert.deepEqual(summaryOf(readOrder(text, shop)), expected));
}

function changes(what: string, basket: BasketLine[], text: string, expected: string[]): void {
  test(`${what}: "${text}"`, () => assert.deepEqual(summaryOf(readOrder(text, shop, { basket })), expected));
}

function line(productId: string, quantity: number, options: Record<string, string> = {}): BasketLine {
  return { productId, quantity, options };
}
