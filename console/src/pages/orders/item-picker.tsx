import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../session/use-me.ts';
import { Choice, Choices } from '../../ui/choices.tsx';
import { Money } from '../../ui/money.tsx';
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
      <Choices isNothing={typed !== '' && found.data !== undefined && items.length === 0}>
        {items.map((item) => (
          <Choice
            key={item.id}
            note={item.onHand === 0 ? t('orders.new.soldOut') : t('orders.new.onHand', { count: item.onHand })}
            end={<Money amount={item.amount} currency={item.currency} />}
            isDisabled={item.onHand === 0}
            onPick={() => {
              onPick(item);
              setSearch('');
            }}
          >
            <span>{item.name}</span>
          </Choice>
        ))}
      </Choices>
    </div>
  );
}
