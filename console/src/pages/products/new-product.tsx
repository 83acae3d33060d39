import {
  ActionIcon,
  Button,
  Group,
  Modal,
  NumberInput,
  Stack,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { useWrite } from '../../ui/use-write.ts';
import { combinations, digitsOf, skuOf, toMinor } from './amounts.ts';
import { createProduct } from './calls.ts';

const MOST_OPTIONS = 3;
const MOST_ITEMS = 100;

/** Something new on sale: a name, a price, what there is to choose; one item for every choice. */
export function NewProductDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('products');
  const business = useBusiness();
  const navigate = useNavigate();
  const currency = useMe().business.currency ?? 'USD';
  const [name, setName] = useState('');
  const [category, setCategory] = useState('');
  const [description, setDescription] = useState('');
  const [price, setPrice] = useState<number | string>('');
  const [onHand, setOnHand] = useState<number | string>(0);
  const [sku, setSku] = useState('');
  const [choices, setChoices] = useState<{ name: string; values: string[] }[]>([]);
  const options = Object.fromEntries(
    choices.flatMap((choice) =>
      choice.name.trim() && choice.values.length > 0 ? [[choice.name.trim(), choice.values]] : [],
    ),
  );
  const items = combinations(options);
  const base = sku.trim() || name;
  const create = useWrite({
    write: () =>
      createProduct({
        name,
        category,
        description,
        options,
        variants: items.map((chosen) => ({
          sku: skuOf(base, chosen),
          options: chosen,
          amount: toMinor(Number(price), currency),
          onHand: Number(onHand) || 0,
        })),
      }),
    touches: ['products'],
    done: (product) => {
      onClose();
      navigate(`/${business}/products/${product.id}`);
      return { message: t('products.new.done', { name: product.name }) };
    },
  });
  const setChoice = (at: number, change: Partial<(typeof choices)[number]>) =>
    setChoices((before) => before.map((choice, index) => (index === at ? { ...choice, ...change } : choice)));

  return (
    <Modal
      opened
      size="lg"
      onClose={onClose}
      title={t('products.new.open')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Stack>
          <TextInput
            label={t('products.column.name')}
            required
            maxLength={256}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <Group grow align="flex-start">
            <TextInput
              label={t('products.column.category')}
              maxLength={256}
              value={category}
              onChange={(event) => setCategory(event.currentTarget.value)}
            />
            <TextInput
              label={t('products.sku')}
              placeholder={name ? skuOf(name, {}) : ''}
              maxLength={40}
              value={sku}
              onChange={(event) => setSku(event.currentTarget.value)}
            />
          </Group>
          <Textarea
            label={t('products.description')}
            autosize
            minRows={2}
            maxLength={4_096}
            value={description}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          <Group grow>
            <NumberInput
              label={`${t('products.column.price')} (${currency})`}
              required
              min={0}
              decimalScale={digitsOf(currency)}
              value={price}
              onChange={setPrice}
            />
            <NumberInput
              label={t('products.new.stockEach')}
              min={0}
              allowDecimal={false}
              value={onHand}
              onChange={setOnHand}
            />
          </Group>
          {choices.map((choice, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a choice has no name until one is typed
            <Group key={at} align="flex-end" wrap="nowrap">
              <TextInput
                w={140}
                label={t('products.new.option')}
                placeholder={t('products.new.optionHint')}
                maxLength={40}
                value={choice.name}
                onChange={(event) => setChoice(at, { name: event.currentTarget.value })}
              />
              <TagsInput
                flex={1}
                label={t('products.new.values')}
                placeholder={t('products.new.valuesHint')}
                value={choice.values}
                onChange={(values) => setChoice(at, { values })}
              />
              <ActionIcon
                size={36}
                aria-label={`${t('common.remove')}: ${choice.name || t('products.new.option')}`}
                onClick={() => setChoices((before) => before.filter((_, index) => index !== at))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
          {choices.length < MOST_OPTIONS && (
            <Group>
              <Button
                variant="default"
                leftSection={<IconPlus size={16} aria-hidden />}
                onClick={() => setChoices((before) => [...before, { name: '', values: [] }])}
              >
                {t('products.new.addOption')}
              </Button>
            </Group>
          )}
          <Text size="sm" c={items.length > MOST_ITEMS ? 'red' : 'dimmed'}>
            {t('products.new.items', { count: items.length })}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={create.isPending} disabled={items.length > MOST_ITEMS}>
              {t('products.new.create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
