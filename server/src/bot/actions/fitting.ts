import type { VariantView } from '../../commerce/index.ts';

/** The variants that have all of `options`. */
export function fittingOf(options: Record<string, string>, variants: readonly VariantView[]): VariantView[] {
  return variants.filter((variant) =>
    Object.entries(options).every(([name, value]) => variant.options[name] === value),
  );
}

/** The variant a line means once its options leave only one. */
export function variantOf(
  { options }: { options: Record<string, string> },
  variants: readonly VariantView[],
): VariantView | undefined {
  const fitting = fittingOf(options, variants);
  return fitting.length === 1 ? fitting[0] : undefined;
}
