import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  NumberInput,
  Stack,
  Textarea,
  TextInput,
  VisuallyHidden,
} from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useBusiness } from '../../session/use-me.ts';
import { Money } from '../../ui/money.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { type NewOrder, placeOrder } from './calls.ts';
import { ContactPicker } from './contact-picker.tsx';
import { ItemPicker } from './item-picker.tsx';
import css from './orders.module.css';
import { contactFor, type Item, type Person } from './picking.ts';

type Props = { contactId: string | null; onClose: () => void };

/** An order the team writes down: for whom, what, and whether it stands already. */
export function NewOrderDialog({ contactId, onClose }: Props) {
  const { t } = useTranslation('orders');
  const business = useBusiness();
  const navigate = useNavigate();
  const given = useQuery({ ...contactFor(business, contactId ?? ''), enabled: contactId !== null });
  const [chosen, setChosen] = useState<Person | null>(null);
  const [items, setItems] = useState<{ item: Item; quantity: number }[]>([]);
  const [note, setNote] = useState('');
  const [expectedOn, setExpectedOn] = useState('');
  const [notify, setNotify] = useState(true);
  const person = chosen ?? given.data ?? null;
  const total = items.reduce((sum, { item, quantity }) => sum + item.amount * quantity, 0);
  const isShort = items.some(({ item, quantity }) => quantity > item.onHand);

  const place = useWrite({
    write: (state: NonNullable<NewOrder['state']>) =>
      placeOrder({
        contactId: person?.id ?? '',
        lines: items.map(({ item, quantity }) => ({ variantId: item.id, quantity })),
        state,
        notify,
        ...(note.trim() ? { note } : {}),
        ...(expectedOn ? { expectedOn } : {}),
      }),
    touches: ['orders', 'products'],
    done: (order) => {
      navigate(`/${business}/orders/${order.number}`);
      return { message: t(`orders.new.done.${order.state}`, { number: order.number }) };
    },
  });
  const isReady = person !== null && items.length > 0 && !isShort;

  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('orders.new.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <ContactPicker person={person} onPick={setChosen} />
        <div>
          {items.length > 0 && (
            <table className={css.lines}>
              <VisuallyHidden component="caption">{t('orders.column.items')}</VisuallyHidden>
              <tbody>
                {items.map(({ item, quantity }) => (
                  <tr key={item.id}>
                    <td>
                      {item.name}
                      <div className={css.quiet}>{t('orders.new.onHand', { count: item.onHand })}</div>
                    </td>
                    <td>
                      <NumberInput
                        w={88}
                        aria-label={t('orders.new.quantity', { item: item.name })}
                        min={1}
                        max={10_000}
                        allowDecimal={false}
                        value={quantity}
                        error={quantity > item.onHand}
                        onChange={(value) =>
                          setItems((before) =>
                            before.map((one) =>
                              one.item.id === item.id ? { ...one, quantity: Math.max(1, Number(value) || 1) } : one,
                            ),
                          )
                        }
                      />
                    </td>
                    <td>
                      <Money amount={item.amount * quantity} currency={item.currency} />
                      <Button
                        size="compact-sm"
                        variant="subtle"
                        color="gray"
                        aria-label={`${t('common.remove')}: ${item.name}`}
                        onClick={() => setItems((before) => before.filter((one) => one.item.id !== item.id))}
                      >
                        <IconX size={16} aria-hidden />
                      </Button>
                    </td>
                  </tr>
                ))}
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row" colSpan={2}>
                    {t('orders.column.total')}
                  </th>
                  <td>
                    <Money amount={total} currency={items[0]?.item.currency ?? 'USD'} />
                  </td>
                </tr>
              </tfoot>
            </table>
          )}
          <ItemPicker
            taken={items.map(({ item }) => item.id)}
            onPick={(item) => setItems((before) => [...before, { item, quantity: 1 }])}
          />
        </div>
        {isShort && <Alert color="red">{t('orders.new.short')}</Alert>}
        <Group grow align="flex-start">
          <TextInput
            type="date"
            label={t('orders.column.expected')}
            value={expectedOn}
            onChange={(event) => setExpectedOn(event.currentTarget.value)}
          />
          <Textarea
            label={t('orders.wish')}
            autosize
            minRows={1}
            maxLength={4_096}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
        </Group>
        <Checkbox
          label={t('orders.new.tell')}
          checked={notify}
          onChange={(event) => setNotify(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button
            variant="default"
            disabled={!isReady}
            loading={place.isPending && place.variables === 'pending'}
            onClick={() => place.mutate('pending')}
          >
            {t('orders.new.draft')}
          </Button>
          <Button
            disabled={!isReady}
            loading={place.isPending && place.variables === 'confirmed'}
            onClick={() => place.mutate('confirmed')}
          >
            {t('orders.new.place')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
