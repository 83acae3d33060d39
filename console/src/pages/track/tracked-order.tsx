import { Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCircleX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Money } from '../../ui/money.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import css from './track-page.module.css';
import type { TrackedOrder } from './track-page.tsx';

const WAY = ['pending', 'confirmed', 'shipped', 'delivered'] as const;

/** Where an order is on its way, what is in it, and when it comes. */
export function TrackedOrderView({ order }: { order: TrackedOrder }) {
  const { t } = useTranslation('track');
  const { exact, day } = useFormats();
  const { shop, number, state, lines, amount, currency, expectedOn, carrier, trackingNumber } = order;
  const isCancelled = state === 'cancelled';
  const at = (WAY as readonly string[]).indexOf(state);
  const steps = isCancelled ? (['pending', 'cancelled'] as const) : WAY;
  const when = new Map(order.history.map((step) => [step.state, step.at]));
  return (
    <Stack gap="lg">
      <div>
        <Text c="dimmed">{shop}</Text>
        <h1 className={css.title}>{t('track.order', { number })}</h1>
      </div>
      <ol className={css.way}>
        {steps.map((step, index) => {
          const isDone = isCancelled || index <= at;
          const Icon = step === 'cancelled' ? IconCircleX : isDone ? IconCircleCheck : IconCircleDashed;
          const reached = when.get(step);
          return (
            <li key={step} data-done={isDone || undefined} aria-current={step === state ? 'step' : undefined}>
              <Icon size={22} aria-hidden />
              <span>
                {t(`track.state.${step}`)}
                {reached && <span className={css.when}>{exact(new Date(reached))}</span>}
              </span>
            </li>
          );
        })}
      </ol>
      {expectedOn && !isCancelled && state !== 'delivered' && (
        <Text>{t('track.expected', { day: day(new Date(`${expectedOn}T12:00:00`), new Date()) })}</Text>
      )}
      {(carrier || trackingNumber) && (
        <Text>
          {t('track.shipment')}: <bdi>{[carrier, trackingNumber].filter(Boolean).join(' ')}</bdi>
        </Text>
      )}
      <ul className={css.lines}>
        {lines.map((line) => (
          <li key={line.name}>
            <span>
              {line.quantity} × {line.name}
            </span>
            <Money amount={line.amount * line.quantity} currency={currency} />
          </li>
        ))}
        <li className={css.total}>
          <span>{t('track.total')}</span>
          <Money amount={amount} currency={currency} />
        </li>
      </ul>
    </Stack>
  );
}
