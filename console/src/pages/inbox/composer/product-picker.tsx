import { Button, Group, Modal, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import { useBusiness } from '../../../session/use-me.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { problemToast } from '../../../ui/toast.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import { useFormats } from '../../../ui/use-formats.ts';
import type { Sendable } from '../model/shapes.ts';
import css from './product-picker.module.css';
import { fileMessage, upload } from './upload.ts';

type Props = { onSend: (content: Sendable) => void; onClose: () => void };

/** Products to show a customer: their picture with name, price and what there is of them. */
export function ProductPicker({ onSend, onClose }: Props) {
  const { t } = useTranslation('inbox');
  const { money } = useFormats();
  const business = useBusiness();
  const [words, setWords] = useState('');
  const [search] = useDebouncedValue(words.trim(), 250);
  const { data, error, refetch } = useQuery({
    queryKey: [business, 'products', 'picked', search],
    queryFn: ({ signal }) =>
      answered(
        api.GET('/api/v1/products', { params: { query: { limit: 20, ...(search ? { search } : {}) } }, signal }),
      ),
    placeholderData: (before) => before,
  });
  type Product = NonNullable<typeof data>['items'][number];

  const priceOf = ({ variants }: Product): string => {
    const [cheapest] = variants.toSorted((a, b) => a.amount - b.amount);
    if (!cheapest) return '';
    const price = money(cheapest.amount, cheapest.currency);
    return variants.some(({ amount }) => amount !== cheapest.amount) ? t('inbox.product.from', { price }) : price;
  };
  const send = useMutation({
    mutationFn: async (product: Product): Promise<Sendable> => {
      const caption = [`*${product.name}*`, priceOf(product), product.description]
        .filter(Boolean)
        .join('\n')
        .slice(0, 1_024);
      if (!product.imageUrl) return { type: 'text', body: caption };
      if (product.imageUrl.startsWith('https://')) return { type: 'image', file: { link: product.imageUrl }, caption };
      const picture = await fetch(product.imageUrl); // ours: WhatsApp cannot fetch it from here
      if (!picture.ok) return { type: 'text', body: caption };
      return fileMessage('image', await upload(await picture.blob(), product.handle), product.name, caption);
    },
    onSuccess: (content) => {
      onSend(content);
      onClose();
    },
    onError: problemToast,
  });

  return (
    <Modal
      opened
      onClose={onClose}
      title={t('inbox.product.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="sm">
        <TextInput
          data-autofocus
          type="search"
          value={words}
          onChange={({ currentTarget }) => setWords(currentTarget.value)}
          placeholder={t('inbox.product.search')}
          aria-label={t('inbox.product.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
        />
        {error ? <Trouble error={error} retry={refetch} /> : null}
        {!data && !error && [1, 2, 3, 4].map((row) => <Skeleton key={row} height={56} />)}
        {data?.items.length === 0 && <EmptyState title={t('inbox.product.none')} />}
        <ul className={css.list}>
          {data?.items.map((product) => {
            const stock = product.variants.reduce((sum, { onHand }) => sum + onHand, 0);
            return (
              <li key={product.id}>
                {product.imageUrl ? (
                  <img src={product.imageUrl} alt="" loading="lazy" />
                ) : (
                  <span className={css.noPicture} />
                )}
                <div>
                  <Text size="sm" fw={500} dir="auto">
                    {product.name}
                  </Text>
                  <Group gap={8}>
                    <Text size="xs" c="dimmed">
                      {priceOf(product)}
                    </Text>
                    <Text size="xs" c={stock > 0 ? 'dimmed' : 'red'}>
                      {t('inbox.product.stock', { count: stock })}
                    </Text>
                  </Group>
                </div>
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={send.isPending && send.variables.id === product.id}
                  onClick={() => send.mutate(product)}
                >
                  {t('inbox.composer.send')}
                </Button>
              </li>
            );
          })}
        </ul>
      </Stack>
    </Modal>
  );
}
