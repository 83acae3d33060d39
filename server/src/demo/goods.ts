/** A product as a demo business lists it; its variants are every combination of its options. */
export type DemoProduct = {
  handle: string;
  sku: string; // beginning of the skus of its variants
  name: string;
  category: string;
  description: string;
  amount: number; // US cents
  options?: Record<string, string[]>;
  soldOut?: readonly Record<string, string>[]; // combinations that are not there at the moment
  aliases: { en: string[]; es: string[] };
  es: { name: string; description: string };
};

/** How the categories of both demo businesses are called in Spanish. */
export type CategoryNames = Readonly<Record<string, string>>;
