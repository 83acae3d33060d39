import { Button, Group, Select, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../ui/use-write.ts';
import { editProduct, type Product } from './calls.ts';

type Props = { product: Product; mayWrite: boolean };

const OFFERED = ['en', 'es', 'pt', 'hi', 'ar', 'fr', 'de', 'it', 'id'];

/** What customers call it and read of it, language by language: the bot knows a product by these words. */
export function WordsForm({ product, mayWrite }: Props) {
  const { t, i18n } = useTranslation('products');
  const known = [...new Set([...Object.keys(product.aliases), ...Object.keys(product.translations)])];
  const [language, setLanguage] = useState(known[0] ?? 'en');
  const [translations, setTranslations] = useState(product.translations);
  const [aliases, setAliases] = useState(product.aliases);
  const before = { translations: product.translations, aliases: product.aliases };
  const undo = useWrite({ write: () => editProduct(product.id, before), touches: ['products'] });
  const save = useWrite({
    write: () => editProduct(product.id, { translations, aliases, updatedAt: product.updatedAt }),
    touches: ['products'],
    done: () => ({ message: t('common.saved'), undo: () => undo.mutate() }),
  });
  const names = new Intl.DisplayNames([i18n.language], { type: 'language' });
  const said = translations[language] ?? {};
  const say = (field: 'name' | 'description' | 'category', text: string) =>
    setTranslations((was) => {
      const { [field]: _old, ...others } = was[language] ?? {};
      return { ...was, [language]: text ? { ...others, [field]: text } : others };
    });
  const isChanged = JSON.stringify({ translations, aliases }) !== JSON.stringify(before);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t('products.words.hint')}
        </Text>
        <Select
          label={t('products.words.language')}
          data={[...new Set([...known, ...OFFERED])].map((code) => ({ value: code, label: names.of(code) ?? code }))}
          value={language}
          allowDeselect={false}
          onChange={(value) => setLanguage(value ?? 'en')}
        />
        <TagsInput
          label={t('products.words.aliases')}
          description={t('products.words.aliasesHint')}
          readOnly={!mayWrite}
          maxTags={100}
          value={aliases[language] ?? []}
          onChange={(words) => setAliases((was) => ({ ...was, [language]: words }))}
        />
        <TextInput
          label={t('products.column.name')}
          placeholder={product.name}
          dir="auto"
          maxLength={256}
          readOnly={!mayWrite}
          value={said.name ?? ''}
          onChange={(event) => say('name', event.currentTarget.value)}
        />
        <TextInput
          label={t('products.column.category')}
          placeholder={product.category}
          dir="auto"
          maxLength={256}
          readOnly={!mayWrite}
          value={said.category ?? ''}
          onChange={(event) => say('category', event.currentTarget.value)}
        />
        <Textarea
          label={t('products.description')}
          placeholder={product.description}
          dir="auto"
          autosize
          minRows={2}
          maxLength={4_096}
          readOnly={!mayWrite}
          value={said.description ?? ''}
          onChange={(event) => say('description', event.currentTarget.value)}
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
