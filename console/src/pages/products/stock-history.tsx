import { Button, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness } from '../../session/use-me.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useList } from '../../ui/use-list.ts';
import { type Product, stockMovesOf } from './calls.ts';
import css from './products.module.css';

const SIGNED = { signDisplay: 'exceptZero' } as const;

/** Why there are as many as there are, the newest first. */
export function StockHistory({ product }: { product: Product }) {
  const { t, i18n } = useTranslation('products');
  const business = useBusiness();
  const [variantId, setVariantId] = useState(product.variants[0]?.id ?? '');
  const moves = useList(stockMovesOf(business, variantId));
  const signed = new Intl.NumberFormat(`${i18n.language}-u-nu-latn`, SIGNED);
  return (
    <Stack>
      {product.variants.length > 1 && (
        <Select
          label={t('products.column.variant')}
          data={product.variants.map(({ id, name }) => ({ value: id, label: name }))}
          value={variantId}
          allowDeselect={false}
          searchable
          onChange={(value) => setVariantId(value ?? '')}
        />
      )}
      {moves.isFirst && <ListSkeleton rows={4} />}
      {moves.error !== null && moves.error !== undefined && <Trouble error={moves.error} retry={moves.retry} />}
      {!moves.isFirst && moves.rows.length === 0 && !moves.error && (
        <Text size="sm" c="dimmed">
          {t('products.history.empty')}
        </Text>
      )}
      {moves.rows.length > 0 && (
        <table className={css.table}>
          <thead>
            <tr>
              <th>{t('products.history.when')}</th>
              <th>{t('products.history.why')}</th>
              <th className={css.end}>{t('products.history.change')}</th>
            </tr>
          </thead>
          <tbody>
            {moves.rows.map((move) => (
              <tr key={move.id}>
                <td>
                  <RelativeTime at={move.at} />
                </td>
                <td>
                  {move.orderNumber === null ? (
                    t(`products.history.reason.${move.reason}`)
                  ) : (
                    <Link to={`/${business}/orders/${move.orderNumber}`}>
                      {t(`products.history.reason.${move.reason}`)} #{move.orderNumber}
                    </Link>
                  )}
                  {move.actorName && <div className="quiet">{move.actorName}</div>}
                </td>
                <td className={`${css.end} numbers`}>{signed.format(move.quantity)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {moves.hasMore && (
        <Button variant="default" loading={moves.isReadingMore} onClick={moves.more}>
          {t('products.history.more')}
        </Button>
      )}
    </Stack>
  );
}
