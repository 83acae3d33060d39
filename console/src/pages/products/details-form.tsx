import { Button, Group, NumberInput, Stack, TagsInput, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../ui/use-write.ts';
import { editProduct, type Product } from './calls.ts';

type Props = { product: Product; mayWrite: boolean };

/** What a product is called, says, and lets people choose. */
export function DetailsForm({ product, mayWrite }: Props) {
  const { t } = useTranslation('products');
  const [draft, setDraft] = useState(() => fieldsOf(product));
  const before = fieldsOf(product);
  const undo = useWrite({ write: () => editProduct(product.id, before), touches: ['products'] });
  const save = useWrite({
    write: () => editProduct(product.id, { ...draft, updatedAt: product.updatedAt }),
    touches: ['products'],
    done: () => ({ message: t('common.saved'), undo: () => undo.mutate() }),
  });
  const isChanged = JSON.stringify(draft) !== JSON.stringify(before);
  const set = (change: Partial<typeof draft>) => setDraft((was) => ({ ...was, ...change }));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <TextInput
          label={t('products.column.name')}
          required
          maxLength={256}
          readOnly={!mayWrite}
          value={draft.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('products.column.category')}
          maxLength={256}
          readOnly={!mayWrite}
          value={draft.category}
          onChange={(event) => set({ category: event.currentTarget.value })}
        />
        <Textarea
          label={t('products.description')}
          autosize
          minRows={3}
          maxLength={4_096}
          readOnly={!mayWrite}
          value={draft.description}
          onChange={(event) => set({ description: event.currentTarget.value })}
        />
        {Object.entries(draft.options).map(([name, values]) => (
          <TagsInput
            key={name}
            label={t('products.optionValues', { option: name })}
            readOnly={!mayWrite}
            value={values}
            onChange={(next) => set({ options: { ...draft.options, [name]: next } })}
          />
        ))}
        <NumberInput
          label={t('products.lowStockAt')}
          description={t('products.lowStockHint')}
          min={0}
          allowDecimal={false}
          readOnly={!mayWrite}
          value={draft.lowStockAt}
          onChange={(value) => set({ lowStockAt: Number(value) || 0 })}
        />
        {mayWrite && (
          <Group justify="flex-end">
            <Button type="submit" disabled={!isChanged} loading={save.isPending}>
              {t('common.save')}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

const fieldsOf = ({ name, category, description, options, lowStockAt }: Product) => ({
  name,
  category,
  description,
  options,
  lowStockAt,
});
