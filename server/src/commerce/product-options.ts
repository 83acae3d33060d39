import { optionsNotFitting } from './problems.ts';

/** @throws options-not-fitting: every item says one of the values of every option, and nothing else. */
export function requireFitting(options: Record<string, string[]>, chosen: Record<string, string>): void {
  for (const [name, values] of Object.entries(options)) {
    const value = chosen[name];
    if (value === undefined) throw optionsNotFitting(`an item says no ${name}`);
    if (!values.includes(value)) throw optionsNotFitting(`${name} has no value ${value}`);
  }
  const unknown = Object.keys(chosen).find((name) => !(name in options));
  if (unknown !== undefined) throw optionsNotFitting(`the product has no option ${unknown}`);
}

/** @throws options-not-fitting: no two items are the same thing. */
export function requireDifferent(all: readonly Record<string, string>[]): void {
  const keys = all.map((options) => JSON.stringify(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1))));
  if (new Set(keys).size < keys.length) throw optionsNotFitting('two items have the same options');
}
