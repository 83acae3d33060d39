import { Button, Group } from '@mantine/core';
import { IconClipboardList, IconPackage, IconPlus, IconPrinter, IconTruckDelivery } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFilters } from '../../ui/filters.ts';
import { ListWithDetail } from '../../ui/list-with-detail.tsx';
import { Money } from '../../ui/money.tsx';
import { Page } from '../../ui/page.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { useList } from '../../ui/use-list.ts';
import { BulkDialog, type BulkMove } from './bulk-dialog.tsx';
import { countsOf, type OrderRow, orderFilters, ordersOf } from './calls.ts';
import { DayFilter } from './day-filter.tsx';
import { NewOrderDialog } from './new-order.tsx';
import { OrderDetail } from './order-detail.tsx';
import { PackingSlips } from './packing-slips.tsx';
import { StateBadge, TroubleBadges } from './state-badge.tsx';

/** Every order: where it is, what is wrong with it, and what to do next. */
export function OrdersPage() {
  const { t } = useTranslation('orders');
  const business = useBusiness();
  const { can } = useMe();
  const { number } = useParams();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const filters = useFilters();
  const query = orderFilters(filters.values);
  const list = useList(ordersOf(business, query));
  const columns = useColumns();
  const views = useViews(business);
  const [moving, setMoving] = useState<BulkMove | null>(null);
  const [printing, setPrinting] = useState<readonly OrderRow[]>([]);
  const mayWrite = can('orders:write');
  const open = number === undefined ? null : Number(number);
  const newFor = params.get('new');
  const compose = (contactId: string | null) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        if (contactId === null) next.delete('new');
        else next.set('new', contactId);
        return next;
      },
      { replace: true },
    );

  const move = (state: BulkMove['state']) => (rows: readonly OrderRow[]) =>
    new Promise<void>((done) => setMoving({ state, rows, done }));

  return (
    <Page
      title={t('orders.title')}
      action={
        mayWrite && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => compose('')}>
            {t('orders.new.open')}
          </Button>
        )
      }
    >
      <ListWithDetail
        label={t('orders.one')}
        list={
          <DataList
            name="orders"
            label={t('orders.title')}
            list={list}
            columns={open === null ? columns : columns.filter(({ key }) => !BESIDE.includes(key))}
            rowKey={numberOf}
            href={(row) => `/${business}/orders/${row.number}`}
            openKey={number ?? null}
            search={t('orders.search')}
            views={views}
            csv={{ href: `/api/v1/orders.csv?${new URLSearchParams(query)}` }}
            tools={<DayFilter filters={filters} />}
            bulk={[
              ...(mayWrite
                ? [
                    { label: t('orders.do.confirmed'), icon: IconPackage, run: move('confirmed') },
                    { label: t('orders.do.shipped'), icon: IconTruckDelivery, run: move('shipped') },
                    { label: t('orders.do.delivered'), run: move('delivered') },
                  ]
                : []),
              { label: t('orders.print'), icon: IconPrinter, run: (rows) => setPrinting([...rows]) },
            ]}
            empty={
              <EmptyState
                icon={IconClipboardList}
                title={t('orders.empty.title')}
                text={t('orders.empty.text')}
                action={mayWrite && <Button onClick={() => compose('')}>{t('orders.new.open')}</Button>}
              />
            }
          />
        }
        detail={
          open === null || !Number.isSafeInteger(open) ? null : (
            <OrderDetail key={open} number={open} onClose={() => navigate(`/${business}/orders${location.search}`)} />
          )
        }
        onClose={() => navigate(`/${business}/orders${location.search}`)}
      />
      {moving && <BulkDialog move={moving} onClose={() => setMoving(null)} />}
      {newFor !== null && <NewOrderDialog contactId={newFor || null} onClose={() => compose(null)} />}
      {printing.length > 0 && <PackingSlips orders={printing} onDone={() => setPrinting([])} />}
    </Page>
  );
}

/** What gives way when an order stands open beside the list. */
const BESIDE = ['items', 'expected', 'placed'];

const numberOf = ({ number }: OrderRow): string => String(number);

function useColumns(): Column<OrderRow>[] {
  const { t } = useTranslation('orders');
  const { day } = useFormats();
  return [
    {
      key: 'number',
      title: t('orders.column.number'),
      width: '88px',
      isFixed: true,
      render: ({ number }) => <span className="numbers">#{number}</span>,
      csv: ({ number }) => number,
    },
    {
      key: 'customer',
      title: t('orders.column.customer'),
      width: 'minmax(140px, 1.4fr)',
      render: ({ contact }) => (
        <span className="cut">
          <bdi>{contact.name || contact.phone || t('common.withoutName')}</bdi>
        </span>
      ),
      csv: ({ contact }) => contact.name,
    },
    {
      key: 'items',
      title: t('orders.column.items'),
      width: 'minmax(140px, 2fr)',
      onPhones: false,
      render: ({ lines }) => (
        <span className="cut">
          <bdi>{itemsOf(lines)}</bdi>
        </span>
      ),
    },
    {
      key: 'state',
      title: t('orders.column.state'),
      width: 'minmax(200px, 1.2fr)',
      render: ({ state, troubles }) => (
        <Group gap={6} wrap="nowrap">
          <StateBadge state={state} />
          <TroubleBadges troubles={troubles} />
        </Group>
      ),
    },
    {
      key: 'total',
      title: t('orders.column.total'),
      width: '110px',
      align: 'end',
      render: ({ amount, currency }) => <Money amount={amount} currency={currency} />,
    },
    {
      key: 'expected',
      title: t('orders.column.expected'),
      width: '110px',
      onPhones: false,
      isExtra: true,
      render: ({ expectedOn }) => (expectedOn ? day(new Date(`${expectedOn}T12:00:00`), new Date()) : ''),
    },
    {
      key: 'placed',
      title: t('orders.column.placed'),
      width: '110px',
      render: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
  ];
}

const itemsOf = (lines: OrderRow['lines']): string =>
  lines.map(({ quantity, name }) => `${quantity} × ${name}`).join(', ');

/** The given views, with how many orders wait in those that are somebody's work. */
function useViews(business: string) {
  const { t } = useTranslation('orders');
  const { number } = useFormats();
  const { data: counts } = useQuery(countsOf(business));
  const waiting: Record<string, number | undefined> = {
    unconfirmed: counts?.unconfirmed,
    'to-fulfil': counts?.toFulfil,
    problems: counts?.problems,
  };
  return ['all', 'unconfirmed', 'to-fulfil', 'shipped', 'delivered', 'problems', 'cancelled'].map((view) => {
    const count = waiting[view];
    const label = t(`orders.view.${view}`);
    return {
      id: view,
      label: count ? `${label} ${number(count)}` : label,
      filters: view === 'all' ? ({} as Record<string, string>) : { view },
    };
  });
}
