/** The place of the largest number; 0 of an empty list. */
export function placeOfLargest(numbers: ArrayLike<number>): number {
  let best = 0;
  for (let at = 1; at < numbers.length; at++) if (numbers[at]! > numbers[best]!) best = at;
  return best;
}

/**
 * Scores as probabilities that add up to 1.
 *
 * @param temperature the smaller, the surer the best score looks.
 */
export function softmax(scores: ArrayLike<number>, temperature = 1): Float32Array {
  const powers = new Float32Array(scores.length);
  const top = scores[placeOfLargest(scores)] ?? 0;
  let total = 0;
  for (let at = 0; at < powers.length; at++) total += powers[at] = Math.exp((scores[at]! - top) / temperature);
  for (let at = 0; at < powers.length; at++) powers[at]! /= total;
  return powers;
}

const SMALLEST = 0.02;
const LARGEST = 3;
const STEPS = 24;
/** More rows change the temperature in its third digit. */
const ENOUGH = 4_000;
const GOLDEN = (Math.sqrt(5) - 1) / 2;

/**
 * The temperature at which the probabilities of rows that were not learnt from tell the truth: where their likelihood
 * is highest (Guo et al. 2017, "On calibration of modern neural networks").
 */
export function fitTemperature(scores: readonly ArrayLike<number>[], labels: ArrayLike<number>): number {
  const some = scores.slice(0, ENOUGH);
  const surprise = (temperature: number) =>
    some.reduce((sum, row, at) => sum - Math.log(Math.max(softmax(row, temperature)[labels[at]!]!, 1e-9)), 0);
  let [low, high] = [SMALLEST, LARGEST];
  for (let step = 0; step < STEPS; step++) {
    const one = high - GOLDEN * (high - low);
    const two = low + GOLDEN * (high - low);
    if (surprise(one) < surprise(two)) high = two;
    else low = one;
  }
  return (low + high) / 2;
}
