import { Alert, Button, NumberInput, VisuallyHidden } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Money } from '../../ui/money.tsx';
import { ItemPicker } from './item-picker.tsx';
import css from './orders.module.css';
import { isShort, type Picked, totalOf } from './picking.ts';

type Props = { items: readonly Picked[]; onChange: (items: Picked[]) => void };

/** What is ordered and how many of each; more is found by name. */
export function ItemsEditor({ items, onChange }: Props) {
  const { t } = useTranslation('orders');
  return (
    <div>
      {items.length > 0 && (
        <table className={css.lines}>
          <VisuallyHidden component="caption">{t('orders.column.items')}</VisuallyHidden>
          <tbody>
            {items.map((picked) => (
              <ItemRow
                key={picked.item.id}
                picked={picked}
                onQuantity={(quantity) =>
                  onChange(items.map((one) => (one.item.id === picked.item.id ? { ...one, quantity } : one)))
                }
                onRemove={() => onChange(items.filter((one) => one.item.id !== picked.item.id))}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {t('orders.column.total')}
              </th>
              <td>
                <Money amount={totalOf(items)} currency={items[0]?.item.currency ?? 'USD'} />
              </td>
            </tr>
          </tfoot>
        </table>
      )}
      <ItemPicker
        taken={items.map(({ item }) => item.id)}
        onPick={(item) => onChange([...items, { item, quantity: 1 }])}
      />
      {isShort(items) && (
        <Alert color="red" mt="xs">
          {t('orders.new.short')}
        </Alert>
      )}
    </div>
  );
}

type RowProps = { picked: Picked; onQuantity: (quantity: number) => void; onRemove: () => void };

function ItemRow({ picked: { item, quantity, ordered }, onQuantity, onRemove }: RowProps) {
  const { t } = useTranslation('orders');
  return (
    <tr>
      <td>
        {item.name}
        <div className="quiet">
          {ordered === undefined
            ? t('orders.new.onHand', { count: item.onHand })
            : t('orders.items.ordered', { count: ordered })}
        </div>
      </td>
      <td>
        <NumberInput
          w={88}
          aria-label={t('orders.new.quantity', { item: item.name })}
          min={1}
          max={10_000}
          allowDecimal={false}
          value={quantity}
          error={ordered === undefined && quantity > item.onHand}
          onChange={(value) => onQuantity(Math.max(1, Number(value) || 1))}
        />
      </td>
      <td>
        <Money amount={item.amount * quantity} currency={item.currency} />
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={`${t('common.remove')}: ${item.name}`}
          onClick={onRemove}
        >
          <IconX size={16} aria-hidden />
        </Button>
      </td>
    </tr>
  );
}
