import { Text, Textarea, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { FlowText } from './flow-queries.ts';
import { languageName } from './model/language-name.ts';
import css from './texts-pane.module.css';

type Props = {
  texts: readonly FlowText[];
  languages: readonly string[];
  /** The node chosen in the graph comes first. */
  chosen: string | null;
  isReadOnly: boolean;
  onChange: (text: FlowText, language: string | null, value: string) => void;
};

const MOST_SHOWN = 60;

/** Everything customers may read, to be changed without knowing YAML; languages beside each other. */
export function TextsPane({ texts, languages, chosen, isReadOnly, onChange }: Props) {
  const { t } = useTranslation('flows');
  const [search, setSearch] = useState('');
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const found = texts
    .filter((text) => words.every((word) => wordsOf(text).includes(word)))
    .toSorted((a, b) => rankOf(a, chosen) - rankOf(b, chosen));
  return (
    <div className={css.pane}>
      <TextInput
        type="search"
        value={search}
        onChange={(event) => setSearch(event.currentTarget.value)}
        placeholder={t('flows.searchTexts')}
        aria-label={t('flows.searchTexts')}
        leftSection={<IconSearch size={16} aria-hidden />}
        className={css.search}
      />
      {texts.length === 0 ? (
        <EmptyState title={t('flows.noTexts')} text={t('flows.noTextsAdvice')} />
      ) : (
        found.length === 0 && <EmptyState title={t('common.nothingFound')} text={t('common.nothingFoundAdvice')} />
      )}
      {found.slice(0, MOST_SHOWN).map((text) => (
        <fieldset key={text.path.join('.')} className={css.text} disabled={isReadOnly}>
          <legend>
            <strong>{text.node ?? String(text.path[0])}</strong>{' '}
            <span>{text.path.slice(text.node ? 2 : 1).join(' · ')}</span>
          </legend>
          <div className={css.languages}>
            {typeof text.text === 'string' ? (
              <Field
                label={t('flows.allLanguages')}
                value={text.text}
                limit={text.limit}
                onSave={(value) => onChange(text, null, value)}
              />
            ) : (
              languages.map((language) => (
                <Field
                  key={language}
                  label={languageName(language)}
                  value={textIn(text, language)}
                  limit={text.limit}
                  onSave={(value) => onChange(text, language, value)}
                />
              ))
            )}
          </div>
        </fieldset>
      ))}
      {found.length > MOST_SHOWN && (
        <Text size="sm" c="dimmed" p="md">
          {t('flows.moreTexts', { count: found.length - MOST_SHOWN })}
        </Text>
      )}
    </div>
  );
}

/** What was chosen, then what the nodes say in the order of the file, then words for values. */
const rankOf = ({ node }: FlowText, chosen: string | null): number => (node === null ? 2 : node === chosen ? 0 : 1);

const textIn = ({ text }: FlowText, language: string): string =>
  typeof text === 'string' ? text : (text[language] ?? '');

const wordsOf = ({ text, node, path }: FlowText): string =>
  [node, ...path, ...(typeof text === 'string' ? [text] : Object.values(text))].join(' ').toLowerCase();

type FieldProps = { label: string; value: string; limit: number; onSave: (value: string) => void };

function Field({ label, value, limit, onSave }: FieldProps) {
  const { t } = useTranslation('flows');
  const [edited, setEdited] = useState<string | null>(null);
  const shown = edited ?? value;
  const save = () => {
    if (edited !== null && edited.trim() !== '' && edited !== value) onSave(edited.trim());
    setEdited(null);
  };
  return (
    <Textarea
      label={label}
      value={shown}
      autosize
      minRows={1}
      maxRows={8}
      dir="auto"
      onChange={(event) => setEdited(event.currentTarget.value)}
      onBlur={save}
      error={shown.length > limit ? t('flows.tooLong', { count: shown.length, limit }) : null}
      description={edited === null ? null : t('flows.characters', { count: shown.length, limit })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  );
}
