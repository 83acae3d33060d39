import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TemplateDefinition } from '../../conversations/channel.ts';
import { slotsOf } from './template-definition.ts';
import { checkParameters } from './template-parameters.ts';

const template = (components: unknown[], more: Partial<TemplateDefinition> = {}): TemplateDefinition => ({
  category: 'UTILITY',
  parameterFormat: 'POSITIONAL',
  components,
  ...more,
});
const body = (text: string, example: object = {}) => ({ type: 'BODY', text, example });
const buttons = (...all: object[]) => ({ type: 'BUTTONS', buttons: all });
const text = (value: string, name?: string) => ({
  type: 'text',
  text: value,
  ...(name ? { parameter_name: name } : {}),
});

type Component = { type: string; subType?: string; index?: number; parameters?: object[]; cards?: object[] };
const check = (definition: TemplateDefinition, ...components: Component[]) =>
  checkParameters(definition, {
    type: 'template',
    name: 'x',
    language: 'en',
    components: components.map((component) => ({ parameters: [], ...component })) as never,
  });
const places = (...found: Parameters<typeof check>) => check(...found).map(({ path }) => path);
const words = (...found: Parameters<typeof check>) =>
  check(...found)
    .map(({ message }) => message)
    .join(' ');

describe('numbered placeholders', () => {
  const order = template([body('Hi {{1}}, {{2}} is {{3}}.', { body_text: [['Ana', 'P-1', 'shipped']] })]);

  test('fit when every one has its value', () => {
    assert.deepEqual(check(order, { type: 'body', parameters: [text('Ana'), text('P-1'), text('here')] }), []);
  });

  test('that are too few or missing are named with their examples', () => {
    assert.match(
      words(order, { type: 'body', parameters: [text('Ana')] }),
      /needs 3 values .*\{\{3\}\} like "shipped"\); 1 were given/,
    );
    assert.deepEqual(places(order), ['components']);
  });

  test('have no names', () => {
    const named = { type: 'body', parameters: [text('Ana', 'a'), text('P-1', 'b'), text('x', 'c')] };
    assert.match(words(order, named), /numbered/);
  });

  test('take text, money or a date, nothing else', () => {
    const money = { type: 'currency', currency: { fallback_value: '$5', code: 'USD', amount_1000: 5_000 } };
    assert.deepEqual(check(order, { type: 'body', parameters: [text('Ana'), text('P-1'), money] }), []);
    const image = { type: 'image', image: { id: '1' } };
    assert.deepEqual(places(order, { type: 'body', parameters: [text('Ana'), image, text('x')] }), [
      'components.0.parameters.1',
    ]);
  });

  test('are not asked for where there are none', () => {
    assert.deepEqual(check(template([body('Hello')])), []);
    assert.match(words(template([body('Hello')]), { type: 'body', parameters: [text('x')] }), /no placeholders/);
  });

  test('may be long in a template that is only a body, not beside a footer', () => {
    const long = { type: 'body', parameters: [text('x'.repeat(2_000))] };
    assert.deepEqual(check(template([body('A {{1}} b')]), long), []);
    assert.match(words(template([body('A {{1}} b'), { type: 'FOOTER', text: 'f' }]), long), /allows 1024/);
  });
});

describe('named placeholders', () => {
  const order = template([body('Hi {{name}}, {{order_no}}.')], { parameterFormat: 'NAMED' });

  test('come in any order', () => {
    assert.deepEqual(check(order, { type: 'body', parameters: [text('1', 'order_no'), text('Ana', 'name')] }), []);
  });

  test('are each there, known and given once', () => {
    assert.match(words(order, { type: 'body', parameters: [text('Ana', 'name')] }), /lacks \{\{order_no\}\}/);
    assert.match(
      words(order, { type: 'body', parameters: [text('Ana', 'nam')] }),
      /no placeholder "nam".*name, order_no/,
    );
    assert.match(words(order, { type: 'body', parameters: [text('A', 'name'), text('B', 'name')] }), /twice/);
    assert.match(words(order, { type: 'body', parameters: [text('Ana')] }), /parameter_name/);
  });
});

describe('a header', () => {
  test('of a picture wants one with every send', () => {
    const picture = template([{ type: 'HEADER', format: 'IMAGE' }, body('Hello')]);
    assert.match(words(picture), /header of this template is of type image/);
    assert.deepEqual(check(picture, { type: 'header', parameters: [{ type: 'image', image: { id: '1' } }] }), []);
    assert.deepEqual(places(picture, { type: 'header', parameters: [{ type: 'image', image: {} }] }), [
      'components.0.parameters.0.image',
    ]);
    assert.equal(check(picture, { type: 'header', parameters: [{ type: 'video', video: { id: '1' } }] }).length, 1);
  });

  test('of a place wants its coordinates', () => {
    const place = template([{ type: 'HEADER', format: 'LOCATION' }, body('Hello')]);
    const location = { latitude: '1.5', longitude: 2 };
    assert.deepEqual(check(place, { type: 'header', parameters: [{ type: 'location', location }] }), []);
    assert.equal(check(place, { type: 'header', parameters: [{ type: 'location', location: {} }] }).length, 1);
  });

  test('of words has sixty characters at most, filled in', () => {
    const title = template([{ type: 'HEADER', format: 'TEXT', text: 'For {{1}}' }, body('Hello')]);
    assert.deepEqual(check(title, { type: 'header', parameters: [text('Ana')] }), []);
    assert.match(words(title, { type: 'header', parameters: [text('x'.repeat(57))] }), /allows 60/);
  });
});

describe('buttons', () => {
  const shop = template([
    body('Hello'),
    buttons(
      { type: 'QUICK_REPLY', text: 'Later' },
      { type: 'URL', text: 'Track', url: 'https://shop.example/{{1}}', example: ['https://shop.example/1'] },
      { type: 'URL', text: 'Home', url: 'https://shop.example/' },
      { type: 'COPY_CODE', example: 'SAVE' },
    ),
  ]);
  const track = { type: 'button', subType: 'url', index: 1, parameters: [text('42')] };
  const code = {
    type: 'button',
    subType: 'copy_code',
    index: 3,
    parameters: [{ type: 'coupon_code', coupon_code: 'S10' }],
  };

  test('that end with something of their own want it; a quick reply may have its payload', () => {
    assert.deepEqual(check(shop, track, code), []);
    const later = { type: 'button', subType: 'quick_reply', index: 0, parameters: [{ type: 'payload', payload: 'p' }] };
    assert.deepEqual(check(shop, later, track, code), []);
    assert.match(words(shop, track), /"copy_code","index":3/);
    assert.match(words(shop, code), /button "Track" needs a value/);
  });

  test('are of the kind that was approved, and there', () => {
    assert.deepEqual(places(shop, { ...track, subType: 'quick_reply' }, code), ['components.0.subType']);
    assert.match(words(shop, track, code, { ...track, index: 7 }), /none at index 7/);
    assert.match(words(shop, track, code, { ...track, index: 2 }), /"Home" is fixed/);
    assert.match(words(shop, track, track, code), /given twice/);
  });

  test('that become a link are percent-encoded', () => {
    assert.deepEqual(places(shop, { ...track, parameters: [text('a b')] }, code), ['components.0.parameters.0.text']);
  });

  test('copy the same one-time password that the body says', () => {
    const login = template(
      [body('{{1}} is your code.'), buttons({ type: 'URL', text: 'Copy', url: 'https://w.example/otp?code=otp{{1}}' })],
      { category: 'AUTHENTICATION' },
    );
    const said = { type: 'body', parameters: [text('1234')] };
    assert.deepEqual(check(login, said, { ...track, index: 0, parameters: [text('1234')] }), []);
    assert.match(words(login, said, { ...track, index: 0, parameters: [text('9')] }), /same code/);
  });
});

describe('a carousel', () => {
  const card = {
    components: [
      { type: 'HEADER', format: 'IMAGE' },
      body('{{1}} today'),
      buttons({ type: 'QUICK_REPLY', text: 'Buy' }),
    ],
  };
  const offers = template([body('Offers'), { type: 'CAROUSEL', cards: [card, card] }]);
  const filled = (at: number, name: string) => ({
    card_index: at,
    components: [
      { type: 'header', parameters: [{ type: 'image', image: { id: '1' } }] },
      { type: 'body', parameters: [text(name)] },
    ],
  });

  test('has all its cards filled in', () => {
    assert.deepEqual(check(offers, { type: 'carousel', cards: [filled(1, 'Mugs'), filled(0, 'Hats')] }), []);
    assert.match(words(offers, { type: 'carousel', cards: [filled(0, 'Hats')] }), /has 2 cards; 1 were given/);
    const bare = { card_index: 1, components: [] };
    assert.match(words(offers, { type: 'carousel', cards: [filled(0, 'Hats'), bare] }), /header of card 2/i);
  });

  test('tells what to fill in, card by card', () => {
    assert.deepEqual(
      slotsOf(offers).map(({ place, kind }) => `${place} ${kind}`),
      [
        'cards.0.header image',
        'cards.0.body text',
        'cards.0.buttons.0 payload',
        'cards.1.header image',
        'cards.1.body text',
        'cards.1.buttons.0 payload',
      ],
    );
  });
});

test('an offer that ends says when', () => {
  const offer = template([
    body('Now'),
    { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Ends', has_expiration: true } },
  ]);
  const end = { type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: 1_790_000_000_000 } };
  assert.deepEqual(check(offer, { type: 'limited_time_offer', parameters: [end] }), []);
  assert.match(words(offer), /expiration_time_ms/);
});
