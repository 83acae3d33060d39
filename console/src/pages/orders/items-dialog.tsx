import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui/use-formats.ts';
import { useWrite } from '../../ui/use-write.ts';
import { changeItems, type Order } from './calls.ts';
import { ItemsEditor } from './items-editor.tsx';
import { isShort, type Picked, totalOf } from './picking.ts';

type Props = { order: Order; onClose: () => void };

/** Other items in an order that has not left yet, with what that does to the total. */
export function ItemsDialog({ order, onClose }: Props) {
  const { t } = useTranslation('orders');
  const { money } = useFormats();
  const { number, currency, updatedAt } = order;
  const [items, setItems] = useState(() => pickedOf(order));
  const difference = totalOf(items) - order.amount;
  const save = useWrite({
    write: () => changeItems(number, { lines: linesOf(items), updatedAt }),
    touches: ['orders', 'products'],
    done: () => {
      onClose();
      return { message: t('orders.items.done', { number }), undo: () => undo.mutate() };
    },
  });
  const undo = useWrite({
    write: () => changeItems(number, { lines: linesOf(pickedOf(order)) }),
    touches: ['orders', 'products'],
  });
  const isSame = JSON.stringify(linesOf(items)) === JSON.stringify(linesOf(pickedOf(order)));
  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('orders.items.title', { number })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <ItemsEditor items={items} onChange={setItems} />
        <Text size="sm" role="status">
          {difference > 0 && t('orders.items.more', { amount: money(difference, currency) })}
          {difference < 0 && t('orders.items.less', { amount: money(-difference, currency) })}
          {difference === 0 && t('orders.items.same')}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button
            disabled={isSame || items.length === 0 || isShort(items)}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            {t('orders.items.save')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** What stays keeps the price it was ordered at; the server knows what is left on the shelf. */
const pickedOf = ({ lines, currency }: Order): Picked[] =>
  lines.map(({ variantId, name, quantity, amount }) => ({
    item: { id: variantId, name, sku: '', amount, currency, onHand: 0 },
    quantity,
    ordered: quantity,
  }));

const linesOf = (items: readonly Picked[]) => items.map(({ item, quantity }) => ({ variantId: item.id, quantity }));
