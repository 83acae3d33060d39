import { Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../session/use-me.ts';
import { Money } from '../../ui/money.tsx';
import css from './orders.module.css';
import { type Item, itemsLike } from './picking.ts';

type Props = { taken: readonly string[]; onPick: (item: Item) => void };

const TYPING_MS = 250;

/** What: found by name, other words or SKU; what is out of stock is shown and cannot be taken. */
export function ItemPicker({ taken, onPick }: Props) {
  const { t } = useTranslation('orders');
  const [search, setSearch] = useState('');
  const [typed] = useDebouncedValue(search.trim(), TYPING_MS);
  const found = useQuery({ ...itemsLike(useBusiness(), typed), enabled: typed !== '' });
  const items = typed === '' ? [] : (found.data ?? []).filter(({ id }) => !taken.includes(id));
  return (
    <div>
      <TextInput
        mt="xs"
        label={t('orders.new.item')}
        placeholder={t('orders.new.itemHint')}
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
      />
      <div className={css.results}>
        {items.map((item) => (
          <button
            key={item.id}
            type="button"
            className={css.choice}
            disabled={item.onHand === 0}
            onClick={() => {
              onPick(item);
              setSearch('');
            }}
          >
            <span>{item.name}</span>
            <span className={css.quiet}>
              {item.onHand === 0 ? t('orders.new.soldOut') : t('orders.new.onHand', { count: item.onHand })}
            </span>
            <span style={{ marginInlineStart: 'auto' }}>
              <Money amount={item.amount} currency={item.currency} />
            </span>
          </button>
        ))}
        {typed !== '' && found.data && items.length === 0 && (
          <Text size="sm" c="dimmed" p="xs">
            {t('common.nothingFound')}
          </Text>
        )}
      </div>
    </div>
  );
}
