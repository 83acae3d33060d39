import { ActionIcon, Button, Group, NumberInput, Select, Stack, TextInput, VisuallyHidden } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { useWrite } from '../../ui/use-write.ts';
import { digitsOf, skuOf, toMinor } from './amounts.ts';
import { addVariant, type Product, removeVariant, type Variant } from './calls.ts';
import css from './products.module.css';
import { Price, Stock } from './variant-values.tsx';

type Props = { product: Product; mayWrite: boolean };

/** The items of a product, with what each costs, what is there, and what is promised already. */
export function VariantsTable({ product, mayWrite }: Props) {
  const { t } = useTranslation('products');
  const { number } = useFormats();
  const [isAdding, setAdding] = useState(false);
  const { variants, lowStockAt, promised } = product;
  const remove = useWrite({
    write: (variant: Variant) => removeVariant(variant.id),
    touches: ['products'],
    done: (_product, { name, sku, options, amount, onHand }) => ({
      message: t('products.variant.removed', { item: name }),
      undo: () => back.mutate({ sku, options, amount, onHand }),
    }),
  });
  const back = useWrite({
    write: (item: Parameters<typeof addVariant>[1]) => addVariant(product.id, item),
    touches: ['products'],
  });
  return (
    <Stack>
      <div className={css.scroll} style={{ maxHeight: 'none' }}>
        <table className={css.table}>
          <thead>
            <tr>
              <th>{t('products.column.variant')}</th>
              <th className={css.end}>{t('products.column.price')}</th>
              <th className={css.end}>{t('products.column.stock')}</th>
              <th className={`${css.end} ${css.roomy}`}>{t('products.column.promised')}</th>
              {mayWrite && (
                <th>
                  <VisuallyHidden>{t('common.remove')}</VisuallyHidden>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {variants.map((variant) => (
              <tr key={variant.id}>
                <td>
                  {Object.values(variant.options).join(', ') || variant.name}
                  <div className="quiet">
                    <bdi>{variant.sku}</bdi>
                  </div>
                </td>
                <td className={css.end}>
                  <Price variant={variant} />
                </td>
                <td className={css.end}>
                  <Stock variant={variant} />
                  <div>
                    <Shelf onHand={variant.onHand} lowStockAt={lowStockAt} />
                  </div>
                </td>
                <td className={`${css.end} ${css.roomy} numbers`}>{number(promised[variant.id] ?? 0)}</td>
                {mayWrite && (
                  <td>
                    <ActionIcon
                      aria-label={`${t('common.remove')}: ${variant.name}`}
                      disabled={variants.length === 1}
                      onClick={() => remove.mutate(variant)}
                    >
                      <IconTrash size={16} aria-hidden />
                    </ActionIcon>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {mayWrite && (
        <Group>
          <Button variant="default" leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
            {t('products.variant.add')}
          </Button>
        </Group>
      )}
      {isAdding && <AddVariant product={product} onClose={() => setAdding(false)} />}
    </Stack>
  );
}

function Shelf({ onHand, lowStockAt }: { onHand: number; lowStockAt: number }) {
  const { t } = useTranslation('products');
  if (onHand === 0) return <StatusBadge tone="failed">{t('products.badge.out')}</StatusBadge>;
  if (onHand <= lowStockAt) return <StatusBadge tone="waiting">{t('products.badge.low')}</StatusBadge>;
  return null;
}

function AddVariant({ product, onClose }: { product: Product; onClose: () => void }) {
  const { t } = useTranslation('products');
  const [options, setOptions] = useState<Record<string, string>>({});
  const [sku, setSku] = useState('');
  const currency = product.variants[0]?.currency ?? 'USD';
  const [price, setPrice] = useState<number | string>('');
  const [onHand, setOnHand] = useState<number | string>(0);
  const add = useWrite({
    write: () =>
      addVariant(product.id, {
        sku: sku || skuOf(product.handle, options),
        options,
        amount: toMinor(Number(price), currency),
        onHand: Number(onHand) || 0,
      }),
    touches: ['products'],
    done: () => {
      onClose();
      return { message: t('products.variant.added') };
    },
  });
  return (
    <FormDialog
      title={t('products.variant.add')}
      onClose={onClose}
      onSubmit={() => add.mutate()}
      submit={t('products.variant.add')}
      isBusy={add.isPending}
    >
      {Object.entries(product.options).map(([name, values]) => (
        <Select
          key={name}
          label={name}
          data={values}
          value={options[name] ?? null}
          required
          onChange={(value) => setOptions((before) => ({ ...before, [name]: value ?? '' }))}
        />
      ))}
      <TextInput
        label={t('products.sku')}
        placeholder={skuOf(product.handle, options)}
        maxLength={64}
        value={sku}
        onChange={(event) => setSku(event.currentTarget.value)}
      />
      <Group grow>
        <NumberInput
          label={`${t('products.column.price')} (${currency})`}
          min={0}
          required
          decimalScale={digitsOf(currency)}
          value={price}
          onChange={setPrice}
        />
        <NumberInput
          label={t('products.column.stock')}
          min={0}
          allowDecimal={false}
          value={onHand}
          onChange={setOnHand}
        />
      </Group>
    </FormDialog>
  );
}
