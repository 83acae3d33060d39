import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem.ts';
import { useMe } from '../../session/use-me.ts';
import { Money } from '../../ui/money.tsx';
import { toast } from '../../ui/toast.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { useWrite } from '../../ui/use-write.ts';
import { digitsOf, toMajor, toMinor } from './amounts.ts';
import { countStock, setPrice, type Variant } from './calls.ts';
import { InlineNumber } from './inline-number.tsx';

/** What an item costs; changed in place, taken back by undo. */
export function Price({ variant }: { variant: Variant }) {
  const { t } = useTranslation('products');
  const { can } = useMe();
  const { money } = useFormats();
  const { id, name, amount, currency, updatedAt } = variant;
  const undo = useWrite({ write: (before: number) => setPrice(id, before), touches: ['products'] });
  const save = useWrite({
    // What it was travels along: by the time somebody wants it back, this row shows the new price.
    write: ({ wanted, seen }: { wanted: number; was: number; seen: string }) => setPrice(id, wanted, seen),
    touches: ['products'],
    done: (_product, { wanted, was }) => ({
      message: t('products.price.changed', { item: name, price: money(wanted, currency) }),
      undo: () => undo.mutate(was),
    }),
  });
  return (
    <InlineNumber
      label={t('products.price.of', { item: name })}
      value={toMajor(amount, currency)}
      shown={<Money amount={save.isPending ? save.variables.wanted : amount} currency={currency} />}
      decimals={digitsOf(currency)}
      isReadOnly={!can('products:write')}
      onSave={(major) => save.mutate({ wanted: toMinor(major, currency), was: amount, seen: updatedAt })}
    />
  );
}

/** What lies on the shelf; a count that meets an order meanwhile says so and changes nothing. */
export function Stock({ variant }: { variant: Variant }) {
  const { t } = useTranslation('products');
  const { can } = useMe();
  const { number } = useFormats();
  const { id, name, onHand } = variant;
  const undo = useWrite({
    write: ({ counted, was }: { counted: number; was: number }) => countStock(id, was, counted),
    touches: ['products'],
  });
  const save = useWrite({
    write: ({ counted, was }: { counted: number; was: number }) => countStock(id, counted, was),
    touches: ['products'],
    done: (_product, count) => ({
      message: t('products.stock.counted', { item: name, count: count.counted }),
      undo: () => undo.mutate(count),
    }),
    failed: (error) => {
      const { kind, details } = asProblem(error);
      if (kind !== 'stock-changed') return false;
      toast(t('products.stock.changed', { item: name, count: Number(details.onHand) }));
      return true;
    },
  });
  return (
    <InlineNumber
      label={t('products.stock.of', { item: name })}
      value={onHand}
      shown={number(save.isPending ? save.variables.counted : onHand)}
      decimals={0}
      isReadOnly={!can('products:write')}
      onSave={(counted) => save.mutate({ counted: Math.trunc(counted), was: onHand })}
    />
  );
}
