import { useFormats } from './use-formats.ts';

/** An amount in minor units with its currency, as the user's language writes it. */
export function Money({ amount, currency }: { amount: number; currency: string }) {
  return <span className="numbers">{useFormats().money(amount, currency)}</span>;
}
