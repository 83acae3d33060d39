import { useEffect } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/use-me.ts';
import { useFormats } from '../../ui/use-formats.ts';
import type { OrderRow } from './calls.ts';
import css from './packing-slips.module.css';

/** One slip a page, for the printer only. */
export function PackingSlips({ orders, onDone }: { orders: readonly OrderRow[]; onDone: () => void }) {
  const { t } = useTranslation('orders');
  const { money, exact } = useFormats();
  const { business } = useMe();
  useEffect(() => {
    addEventListener('afterprint', onDone, { once: true });
    print();
    return () => removeEventListener('afterprint', onDone);
  }, [onDone]);
  return createPortal(
    <div className={css.slips}>
      {orders.map((order) => (
        <article key={order.number} className={css.slip}>
          <header>
            <h1>
              {t('orders.one')} #{order.number}
            </h1>
            <p>{business.name}</p>
          </header>
          <p>
            {order.contact.name}
            <br />
            {order.contact.phone}
          </p>
          <p>{exact(new Date(order.createdAt))}</p>
          <table>
            <tbody>
              {order.lines.map((line) => (
                <tr key={line.variantId}>
                  <td>{line.quantity} ×</td>
                  <td>{line.name}</td>
                  <td>{money(line.amount * line.quantity, order.currency)}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <p>
            <strong>{money(order.amount, order.currency)}</strong>
          </p>
          {order.note && <p>{order.note}</p>}
        </article>
      ))}
    </div>,
    document.body,
  );
}
