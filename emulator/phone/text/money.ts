/** An amount of the catalogue in the reader's locale; an unknown currency stands in letters behind the number. */
export function priceOf(price: number, currency: string, locale?: string): string {
  try {
    return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(price);
  } catch {
    return `${price} ${currency}`;
  }
}
