import { numeralAt } from './numerals.ts';
import { splitWords, type Word } from './words.ts';

/** A weight, volume, length or memory size in its base unit. */
export type Measure = { unit: 'g' | 'ml' | 'mm' | 'mb' | 'w'; amount: number };

/** A measure found in a text, with the number of words it takes. */
type FoundMeasure = Measure & {
  length: number;
  number: number;
  /** The unit when it is a single letter, which may also be a size: "3 M", "5 L". */
  letter: string | null;
};

/**
 * The measure that begins at `at`: `5kg`, `0.5 l`, "half a kilo", "medio litro", "kilo y medio", "2 metres".
 *
 * @returns null when no measure begins there. A bare unit is one only where it measures: "a box and litre of milk".
 */
export function measureAt(words: Word[], at: number): FoundMeasure | null {
  const numeral = numeralAt(words, at);
  if (!numeral) return bareUnitAt(words, at);
  if (numeral.value <= 0) return null;
  let next = at + numeral.length;
  if (/^(?:a|un|una|um|uma|de|d)$/.test(words[next]?.folded ?? '')) next++; // half a kilo
  const word = words[next];
  const unit = word && UNITS.get(word.folded);
  if (!word || !unit) return null;
  const extra = plusHalf(words, next + 1);
  const number = numeral.value + (extra ? 0.5 : 0);
  return {
    unit: unit.unit,
    amount: round(number * unit.factor),
    number,
    length: next + 1 + extra - at,
    letter: word.folded.length === 1 ? word.folded : null,
  };
}

/** The measure that a whole text is, such as an option's value; null when it is something else. */
export function readMeasure(text: string): Measure | null {
  const words = splitWords(text);
  const found = measureAt(words, 0);
  return found && found.length === words.length ? { unit: found.unit, amount: found.amount } : null;
}

const UNITS = new Map<string, { unit: Measure['unit']; factor: number }>();
for (const [unit, factor, names] of [
  ['g', 1, 'g gr grs gm gms gram grams gramo gramos grama gramas gramme grammes gramm'],
  [
    'g',
    1000,
    'kg kgs kilo kilos quilo quilos kilogram kilograms kilogramo kilogramos kilograma kilogramme kilogrammes kilogramm',
  ],
  ['g', 453.6, 'lb lbs pound pounds libra libras livre livres'],
  ['g', 28.35, 'oz ounce ounces onza onzas onca oncas'],
  ['ml', 1, 'ml mls millilitre millilitres milliliter milliliters mililitro mililitros'],
  ['ml', 10, 'cl centilitre centilitres centilitro centilitros'],
  ['ml', 1000, 'l lt lts ltr ltrs litre litres liter liters litro litros'],
  ['mm', 1, 'mm millimetre millimetres millimeter millimeters milimetro milimetros'],
  ['mm', 10, 'cm cms centimetre centimetres centimeter centimeters centimetro centimetros'],
  ['mm', 1000, 'm mt mts mtr mtrs metre metres meter meters metro metros'],
  ['mm', 25.4, 'inch inches pulgada pulgadas polegada polegadas pouce pouces'],
  ['mm', 304.8, 'ft feet foot'],
  ['mb', 1, 'mb'],
  ['mb', 1024, 'gb go gig gigs'],
  ['w', 1, 'w watt watts vatios vatio'],
  ['mb', 1048576, 'tb'],
] as const) {
  for (const name of names.split(' ')) UNITS.set(name, { unit, factor });
}

/** "litre of milk", "el de litro" */
function bareUnitAt(words: Word[], at: number): FoundMeasure | null {
  const { folded } = words[at]!;
  const unit = BARE.test(folded) ? UNITS.get(folded) : undefined;
  const measures = /^(?:of|de|d)$/.test(words[at + 1]?.folded ?? '') || words[at - 1]?.folded === 'de';
  if (!unit || !measures) return null;
  return { unit: unit.unit, amount: unit.factor, number: 1, length: 1, letter: null };
}

const BARE = /^(?:kilo|quilo|litro|litre|liter|metro|metre|meter)$/;

/** Every name of a unit, folded. */
export function unitNames(): Iterable<string> {
  return UNITS.keys();
}

/** "un kilo y medio", "um quilo e meio", "un litre et demi". */
function plusHalf(words: Word[], at: number): 0 | 2 {
  const joiner = /^(?:y|e|et)$/.test(words[at]?.folded ?? '');
  return joiner && /^(?:medio|media|meio|meia|demi|demie)$/.test(words[at + 1]?.folded ?? '') ? 2 : 0;
}

function round(amount: number): number {
  return Math.round(amount * 100) / 100;
}
