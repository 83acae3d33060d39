import { Alert, Button, Checkbox, Group, Modal, Skeleton, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBellOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem.ts';
import { useBusiness } from '../../session/use-me.ts';
import css from '../../ui/customers-phone.module.css';
import { Trouble } from '../../ui/trouble.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { changeState, type Notice, noticeOf, type Order, type OrderState } from './calls.ts';

type Props = { order: Order; state: OrderState; onClose: () => void };

const TYPING_MS = 400;

/** Moves an order on. What the customer will read stands there before anything is sent. */
export function StateDialog({ order, state, onClose }: Props) {
  const { t } = useTranslation('orders');
  const [carrier, setCarrier] = useState(order.carrier ?? '');
  const [trackingNumber, setTrackingNumber] = useState(order.trackingNumber ?? '');
  const [notify, setNotify] = useState(true);
  const [restock, setRestock] = useState(true);
  const [message, setMessage] = useState<string | null>(null);
  const [shipment] = useDebouncedValue({ carrier, trackingNumber }, TYPING_MS);
  const notice = useQuery(noticeOf(useBusiness(), order.number, state, shipment));
  const [changedBy, setChanged] = useState<unknown>(null);
  const willTell = notify && notice.data !== undefined && notice.data.way !== 'none';
  const write = useWrite({
    write: () =>
      changeState(order.number, {
        state,
        notify,
        restock,
        ...(message !== null && willTell && notice.data?.way === 'text' && message.trim() ? { message } : {}),
        ...(state === 'shipped' ? { carrier, trackingNumber } : {}),
        updatedAt: order.updatedAt,
      }),
    touches: ['orders', 'products'],
    done: () => {
      onClose();
      return { message: t(`orders.moved.${state}`, { number: order.number }) };
    },
    failed: (error) => {
      if (asProblem(error).kind !== 'order-changed') return false;
      setChanged(error);
      return true;
    },
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`orders.ask.${state}`, { number: order.number })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {changedBy ? (
        <Trouble error={changedBy} />
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            write.mutate();
          }}
        >
          <Stack>
            {state === 'shipped' && (
              <Group grow align="flex-start">
                <TextInput
                  label={t('orders.carrier')}
                  placeholder="DHL"
                  value={carrier}
                  maxLength={60}
                  onChange={(event) => setCarrier(event.currentTarget.value)}
                  data-autofocus
                />
                <TextInput
                  label={t('orders.trackingNumber')}
                  value={trackingNumber}
                  maxLength={100}
                  onChange={(event) => setTrackingNumber(event.currentTarget.value)}
                />
              </Group>
            )}
            {state === 'cancelled' && (
              <Checkbox
                label={t('orders.restock')}
                checked={restock}
                onChange={(event) => setRestock(event.currentTarget.checked)}
              />
            )}
            <Checkbox
              label={t('orders.tell', { name: order.contact.name || t('orders.theCustomer') })}
              checked={notify}
              onChange={(event) => setNotify(event.currentTarget.checked)}
            />
            {notify && <Preview notice={notice.data} error={notice.error} message={message} onMessage={setMessage} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {state === 'cancelled' ? t('orders.keep') : t('common.cancel')}
              </Button>
              <Button
                type="submit"
                color={state === 'cancelled' ? 'red' : undefined}
                loading={write.isPending}
                disabled={notify && notice.isPending}
              >
                {willTell ? t(`orders.doAndTell.${state}`) : t(`orders.do.${state}`)}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

type PreviewProps = {
  notice: Notice | undefined;
  error: unknown;
  message: string | null;
  onMessage: (message: string | null) => void;
};

/** The bubble on the customer's phone; in a window that is open its words can be changed. */
function Preview({ notice, error, message, onMessage }: PreviewProps) {
  const { t, i18n } = useTranslation('orders');
  if (error) return <Trouble error={error} />;
  if (!notice) return <Skeleton height={96} />;
  if (notice.way === 'none')
    return (
      <Alert color="yellow" icon={<IconBellOff size={18} aria-hidden />} title={t('orders.preview.none')}>
        {t(`orders.whyNot.${notice.reason}`, { defaultValue: notice.advice ?? t('orders.whyNot.other') })}
      </Alert>
    );
  const language = new Intl.DisplayNames([i18n.language], { type: 'language' }).of(notice.language.replace('_', '-'));
  return (
    <div>
      <div className={css.phone}>
        {message === null ? (
          <div className={css.bubble} dir="auto" lang={notice.language}>
            {notice.text ?? t('orders.preview.template', { name: notice.template })}
          </div>
        ) : (
          <Textarea
            aria-label={t('orders.preview.own')}
            autosize
            minRows={2}
            maxLength={4_096}
            value={message}
            dir="auto"
            onChange={(event) => onMessage(event.currentTarget.value)}
          />
        )}
      </div>
      <Group justify="space-between" mt={6}>
        <Text size="xs" c="dimmed">
          {t(`orders.preview.${notice.way}`, { name: notice.template, language })}
        </Text>
        {notice.way === 'text' && (
          <Button
            size="compact-sm"
            variant="subtle"
            onClick={() => onMessage(message === null ? (notice.text ?? '') : null)}
          >
            {message === null ? t('orders.preview.change') : t('orders.preview.reset')}
          </Button>
        )}
      </Group>
    </div>
  );
}
