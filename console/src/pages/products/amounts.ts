/** How many digits of an amount are minor units: 2 for USD, 0 for JPY. */
export const digitsOf = (currency: string): number =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;

/** 3900 USD is 39. Only to be shown in a field. */
export const toMajor = (amount: number, currency: string): number => amount / 10 ** digitsOf(currency);

/** 39.5 USD is 3950: rounded to whole minor units. */
export const toMinor = (major: number, currency: string): number => Math.round(major * 10 ** digitsOf(currency));

/** Every way to choose one value of each option: the items of a new product. */
export function combinations(options: Record<string, readonly string[]>): Record<string, string>[] {
  return Object.entries(options).reduce<Record<string, string>[]>(
    (chosen, [name, values]) => chosen.flatMap((choice) => values.map((value) => ({ ...choice, [name]: value }))),
    [{}],
  );
}

/** "TEE" with size L and color dark red is "TEE-L-DARKRED". */
export const skuOf = (base: string, options: Record<string, string>): string =>
  [base.trim(), ...Object.values(options)].join('-').replace(/\s+/g, '').toUpperCase().slice(0, 64);
