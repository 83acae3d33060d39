import { ActionIcon, Button, Group } from '@mantine/core';
import { IconArchive, IconPlus, IconShirt, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFilters } from '../../ui/filters.ts';
import { ListWithDetail } from '../../ui/list-with-detail.tsx';
import { Money } from '../../ui/money.tsx';
import { Page } from '../../ui/page.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { useList } from '../../ui/use-list.ts';
import { useWrite } from '../../ui/use-write.ts';
import { editProduct, type ProductRow, productFilters, productsOf } from './calls.ts';
import { ImportDialog } from './import-dialog.tsx';
import { NewProductDialog } from './new-product.tsx';
import { Picture } from './picture.tsx';
import { ProductDetail } from './product-detail.tsx';
import css from './products.module.css';
import { Price, Stock } from './variant-values.tsx';

/** What is sold: prices and stock are changed where they stand. */
export function ProductsPage() {
  const { t } = useTranslation('products');
  const business = useBusiness();
  const { can } = useMe();
  const { id } = useParams();
  const navigate = useNavigate();
  const filters = useFilters();
  const query = productFilters(filters.values);
  const list = useList(productsOf(business, query));
  const columns = useColumns();
  const [isNew, setNew] = useState(false);
  const [isImporting, setImporting] = useState(false);
  const archive = useArchive();
  const mayWrite = can('products:write');
  const close = () => navigate(`/${business}/products${location.search}`);
  const isArchive = query.archived === 'only';

  return (
    <Page
      title={t('products.title')}
      tools={
        mayWrite && (
          <>
            <Button
              variant="default"
              visibleFrom="xs"
              leftSection={<IconUpload size={16} aria-hidden />}
              onClick={() => setImporting(true)}
            >
              {t('products.import.open')}
            </Button>
            <ActionIcon
              variant="default"
              hiddenFrom="xs"
              aria-label={t('products.import.open')}
              onClick={() => setImporting(true)}
            >
              <IconUpload size={16} aria-hidden />
            </ActionIcon>
          </>
        )
      }
      action={
        mayWrite && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setNew(true)}>
            {t('products.new.open')}
          </Button>
        )
      }
    >
      <ListWithDetail
        label={t('products.one')}
        width={560}
        list={
          <DataList
            name="products"
            label={t('products.title')}
            list={list}
            columns={id === undefined ? columns : columns.filter(({ key }) => !BESIDE.includes(key))}
            rowKey={idOf}
            href={(row) => `/${business}/products/${row.id}`}
            openKey={id ?? null}
            search={t('products.search')}
            views={[
              { id: 'all', label: t('products.view.all'), filters: {} },
              { id: 'low', label: t('products.view.low'), filters: { stock: 'low' } },
              { id: 'out', label: t('products.view.out'), filters: { stock: 'out' } },
              { id: 'archived', label: t('products.view.archived'), filters: { archived: 'only' } },
            ]}
            csv={{ href: '/api/v1/products.csv' }}
            bulk={
              mayWrite
                ? [
                    {
                      label: isArchive ? t('products.restore') : t('products.archive'),
                      icon: IconArchive,
                      run: (rows) => archive(rows, !isArchive),
                    },
                  ]
                : []
            }
            empty={
              <EmptyState
                icon={IconShirt}
                title={t('products.empty.title')}
                text={t('products.empty.text')}
                action={
                  mayWrite && (
                    <Group>
                      <Button onClick={() => setNew(true)}>{t('products.new.open')}</Button>
                      <Button variant="default" onClick={() => setImporting(true)}>
                        {t('products.import.open')}
                      </Button>
                    </Group>
                  )
                }
              />
            }
          />
        }
        detail={id === undefined ? null : <ProductDetail key={id} id={id} onClose={close} />}
        onClose={close}
      />
      {isNew && <NewProductDialog onClose={() => setNew(false)} />}
      {isImporting && <ImportDialog onClose={() => setImporting(false)} />}
    </Page>
  );
}

/** What gives way when a product stands open beside the list. */
const BESIDE = ['category', 'variants', 'price'];

const idOf = ({ id }: ProductRow): string => id;

/** Off sale, or back; undo instead of asking before. */
function useArchive() {
  const { t } = useTranslation('products');
  const all = (ids: readonly string[], archived: boolean) =>
    Promise.all(ids.map((id) => editProduct(id, { archived })));
  const undo = useWrite({
    write: ({ ids, archived }: { ids: readonly string[]; archived: boolean }) => all(ids, archived),
    touches: ['products'],
  });
  const write = useWrite({
    write: ({ ids, archived }: { ids: readonly string[]; archived: boolean }) => all(ids, archived),
    touches: ['products'],
    done: (_products, { ids, archived }) => ({
      message: t(archived ? 'products.archived' : 'products.restored', { count: ids.length }),
      undo: () => undo.mutate({ ids, archived: !archived }),
    }),
  });
  return (rows: readonly ProductRow[], archived: boolean) => write.mutateAsync({ ids: rows.map(idOf), archived });
}

function useColumns(): Column<ProductRow>[] {
  const { t } = useTranslation('products');
  return [
    {
      key: 'name',
      title: t('products.column.name'),
      width: 'minmax(180px, 2fr)',
      isFixed: true,
      render: ({ name, imageUrl }) => (
        <span className={css.name}>
          <Picture url={imageUrl} />
          <span className="cut">
            <bdi>{name}</bdi>
          </span>
        </span>
      ),
    },
    {
      key: 'category',
      title: t('products.column.category'),
      width: 'minmax(100px, 1fr)',
      onPhones: false,
      render: ({ category }) => category,
    },
    {
      key: 'variants',
      title: t('products.column.variants'),
      width: '90px',
      align: 'end',
      onPhones: false,
      isExtra: true,
      render: ({ variants }) => variants.length,
    },
    {
      key: 'state',
      title: t('products.column.stockState'),
      width: '130px',
      render: (product) => <StockBadge product={product} />,
    },
    {
      key: 'price',
      title: t('products.column.price'),
      width: '140px',
      align: 'end',
      render: (row) => <Prices {...row} />,
    },
    {
      key: 'stock',
      title: t('products.column.stock'),
      width: '110px',
      align: 'end',
      render: (row) => <Stocks {...row} />,
    },
  ];
}

/** One item: changed here. Several: the range, changed in the detail. */
function Prices({ variants }: ProductRow) {
  const [only, ...others] = variants;
  if (!only) return null;
  if (others.length === 0) return <Price variant={only} />;
  const amounts = variants.map(({ amount }) => amount);
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  return (
    <span className="numbers">
      <Money amount={least} currency={only.currency} />
      {most > least && (
        <>
          {' – '}
          <Money amount={most} currency={only.currency} />
        </>
      )}
    </span>
  );
}

function Stocks({ variants }: ProductRow) {
  const { number } = useFormats();
  const [only, ...others] = variants;
  if (!only) return null;
  if (others.length === 0) return <Stock variant={only} />;
  return <span className="numbers">{number(variants.reduce((sum, { onHand }) => sum + onHand, 0))}</span>;
}

function StockBadge({ product }: { product: ProductRow }) {
  const { t } = useTranslation('products');
  const { variants, lowStockAt, archivedAt } = product;
  if (archivedAt) return <StatusBadge tone="quiet">{t('products.badge.archived')}</StatusBadge>;
  const out = variants.filter(({ onHand }) => onHand === 0).length;
  if (out === variants.length) return <StatusBadge tone="failed">{t('products.badge.out')}</StatusBadge>;
  if (out > 0) return <StatusBadge tone="failed">{t('products.badge.someOut', { count: out })}</StatusBadge>;
  if (variants.some(({ onHand }) => onHand <= lowStockAt))
    return <StatusBadge tone="waiting">{t('products.badge.low')}</StatusBadge>;
  return null;
}
