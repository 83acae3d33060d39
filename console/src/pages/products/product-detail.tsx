import { ActionIcon, Button, Group, Menu, Stack, Tabs, Text } from '@mantine/core';
import { IconArchive, IconCopy, IconDots } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { DetailPane } from '../../ui/list-with-detail.tsx';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { copyProduct, editProduct, type Product, productOf } from './calls.ts';
import { DetailsForm } from './details-form.tsx';
import { Picture } from './picture.tsx';
import { PictureForm } from './picture-form.tsx';
import css from './products.module.css';
import { StockHistory } from './stock-history.tsx';
import { VariantsTable } from './variants-table.tsx';
import { WhatsAppCard } from './whatsapp-card.tsx';
import { WordsForm } from './words-form.tsx';

type Props = { id: string; onClose: () => void };

/** One product: its items, what it says in which language, and how a customer sees it. */
export function ProductDetail({ id, onClose }: Props) {
  const { t } = useTranslation('products');
  const product = useQuery(productOf(useBusiness(), id));
  return (
    <DetailPane
      title={product.data?.name ?? t('products.one')}
      onClose={onClose}
      actions={product.data && <More product={product.data} />}
    >
      {product.isPending && <DetailSkeleton />}
      {product.error && !product.data && <Trouble error={product.error} retry={product.refetch} />}
      {product.data && <Body product={product.data} />}
    </DetailPane>
  );
}

function Body({ product }: { product: Product }) {
  const { t } = useTranslation('products');
  const { can } = useMe();
  const mayWrite = can('products:write');
  const put = usePutOnSale(product);
  return (
    <Stack gap="md">
      <Group wrap="nowrap">
        <Picture url={product.imageUrl} isLarge />
        <div>
          <Text c="dimmed" size="sm">
            {product.category}
          </Text>
          <Text size="sm">
            <bdi>{product.handle}</bdi>
          </Text>
          {product.archivedAt && (
            <Group gap="xs">
              <StatusBadge tone="quiet">{t('products.badge.archived')}</StatusBadge>
              {mayWrite && (
                <Button size="compact-md" onClick={() => put.mutate(false)} loading={put.isPending}>
                  {t('products.restore')}
                </Button>
              )}
            </Group>
          )}
        </div>
      </Group>
      <Tabs defaultValue="items" keepMounted={false}>
        <Tabs.List className={css.tabs}>
          <Tabs.Tab value="items">{t('products.tab.items')}</Tabs.Tab>
          <Tabs.Tab value="details">{t('products.tab.details')}</Tabs.Tab>
          <Tabs.Tab value="words">{t('products.tab.words')}</Tabs.Tab>
          <Tabs.Tab value="preview">{t('products.tab.preview')}</Tabs.Tab>
          <Tabs.Tab value="history">{t('products.tab.history')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="items" pt="md">
          <VariantsTable product={product} mayWrite={mayWrite} />
        </Tabs.Panel>
        <Tabs.Panel value="details" pt="md">
          <Stack>
            {mayWrite && <PictureForm product={product} />}
            <DetailsForm key={product.updatedAt} product={product} mayWrite={mayWrite} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="words" pt="md">
          <WordsForm key={product.updatedAt} product={product} mayWrite={mayWrite} />
        </Tabs.Panel>
        <Tabs.Panel value="preview" pt="md">
          <WhatsAppCard product={product} />
        </Tabs.Panel>
        <Tabs.Panel value="history" pt="md">
          <StockHistory product={product} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

function usePutOnSale({ id, name }: Product) {
  const { t } = useTranslation('products');
  const undo = useWrite({ write: (archived: boolean) => editProduct(id, { archived }), touches: ['products'] });
  return useWrite({
    write: (archived: boolean) => editProduct(id, { archived }),
    touches: ['products'],
    done: (_product, archived) => ({
      message: t(archived ? 'products.oneArchived' : 'products.oneRestored', { name }),
      undo: () => undo.mutate(!archived),
    }),
  });
}

function More({ product }: { product: Product }) {
  const { t } = useTranslation('products');
  const { can } = useMe();
  const business = useBusiness();
  const navigate = useNavigate();
  const put = usePutOnSale(product);
  const copy = useWrite({
    write: () => copyProduct(product.id),
    touches: ['products'],
    done: (made) => {
      navigate(`/${business}/products/${made.id}`);
      return { message: t('products.copied', { name: product.name }) };
    },
  });
  if (!can('products:write')) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={t('products.more')}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconCopy size={16} aria-hidden />} onClick={() => copy.mutate()}>
          {t('products.copy')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArchive size={16} aria-hidden />}
          onClick={() => put.mutate(product.archivedAt === null)}
        >
          {product.archivedAt === null ? t('products.archive') : t('products.restore')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
