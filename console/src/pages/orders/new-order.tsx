import { Button, Checkbox, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useBusiness } from '../../session/use-me.ts';
import { useWrite } from '../../ui/use-write.ts';
import { type NewOrder, placeOrder } from './calls.ts';
import { ContactPicker } from './contact-picker.tsx';
import { ItemsEditor } from './items-editor.tsx';
import { contactFor, isShort, type Person, type Picked } from './picking.ts';

type Props = {
  contactId: string | null;
  onClose: () => void;
  /** Whoever writes it down in a conversation goes on there; else the order is shown. */
  staysHere?: boolean;
};

/** An order the team writes down: for whom, what, and whether it stands already. */
export function NewOrderDialog({ contactId, onClose, staysHere = false }: Props) {
  const { t } = useTranslation('orders');
  const business = useBusiness();
  const navigate = useNavigate();
  const given = useQuery({ ...contactFor(business, contactId ?? ''), enabled: contactId !== null });
  const [chosen, setChosen] = useState<Person | null>(null);
  const [items, setItems] = useState<Picked[]>([]);
  const [note, setNote] = useState('');
  const [expectedOn, setExpectedOn] = useState('');
  const [notify, setNotify] = useState(true);
  const person = chosen ?? given.data ?? null;

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
      if (staysHere) onClose();
      else navigate(`/${business}/orders/${order.number}`);
      return { message: t(`orders.new.done.${order.state}`, { number: order.number }) };
    },
  });
  const isReady = person !== null && items.length > 0 && !isShort(items);

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
        <ItemsEditor items={items} onChange={setItems} />
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
