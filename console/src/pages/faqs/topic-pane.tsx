import { Button, Group, Select, Stack, Switch, TagsInput, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DetailPane } from '../../ui/list-with-detail.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { languageName } from '../flows/model/language-name.ts';
import { RichText } from '../inbox/thread/rich-text.tsx';
import { addFaq, changeFaq, deleteFaq, type Faq, type FaqDraft } from './faq-queries.ts';
import css from './faqs.module.css';
import { type Topic, topicFrom } from './model/topics.ts';

const LONGEST_ANSWER = 4_096;
const LONGEST_QUESTION = 300;
/** What the language of an answer may be beside those in use. */
const OFFERED = ['en', 'es', 'pt', 'fr', 'hi', 'hi-Latn', 'ar', 'de', 'it', 'id', 'tr'];

type Props = { topic: Topic | null; languages: string[]; isNew: boolean; onClose: () => void };

/** A topic: its question and answer in every language, as the customer will see it. */
export function TopicPane({ topic, languages, isNew, onClose }: Props) {
  const { t } = useTranslation('faqs');
  const { can } = useMe();
  const business = useBusiness();
  const go = useNavigate();
  const [adding, setAdding] = useState<string | null>(null);
  if (!topic && !isNew) {
    return (
      <DetailPane title={t('faqs.title')} onClose={onClose}>
        <EmptyState title={t('faqs.gone')} text={t('faqs.goneAdvice')} />
      </DetailPane>
    );
  }
  const own = topic?.faqs ?? [];
  const free = [...new Set([...languages, ...OFFERED])].filter((one) => !own.some(({ language }) => language === one));
  const mayWrite = can('faqs:write');
  return (
    <DetailPane title={topic?.topic ?? t('faqs.new')} onClose={onClose}>
      <div className={css.languages}>
        {own.map((faq) => (
          <Answer key={faq.id} faq={faq} mayWrite={mayWrite} />
        ))}
        {(isNew || adding !== null) && (
          <NewAnswer
            key={adding ?? 'new'}
            topic={topic}
            language={adding ?? languages[0] ?? 'en'}
            free={free}
            onAdded={(name) => {
              setAdding(null);
              if (isNew) go(`/${business}/faqs/${name}`);
            }}
            {...(isNew ? {} : { onCancel: () => setAdding(null) })}
          />
        )}
        {topic && adding === null && mayWrite && free.length > 0 && (
          <Group py="md" gap="xs">
            {free.slice(0, 4).map((language) => (
              <Button
                key={language}
                variant="default"
                size="compact-md"
                leftSection={<IconPlus size={14} aria-hidden />}
                onClick={() => setAdding(language)}
              >
                {languageName(language)}
              </Button>
            ))}
          </Group>
        )}
      </div>
    </DetailPane>
  );
}

function Answer({ faq, mayWrite }: { faq: Faq; mayWrite: boolean }) {
  const { t } = useTranslation('faqs');
  const [edit, setEdit] = useState<Partial<FaqDraft>>({});
  const now = { ...faq, ...edit };
  const isChanged = Object.keys(edit).length > 0;
  const save = useWrite({
    write: (change: Partial<FaqDraft>) => changeFaq(faq.id, change),
    touches: ['faqs'],
    done: (_saved, change) => {
      setEdit({});
      const before = Object.fromEntries(Object.keys(change).map((key) => [key, faq[key as keyof Faq]]));
      return { message: t('faqs.saved'), undo: (): void => save.mutate(before) };
    },
  });
  const remove = useWrite({
    write: () => deleteFaq(faq.id),
    touches: ['faqs'],
    done: () => {
      const { id, ...draft } = faq;
      return { message: t('faqs.deleted'), undo: (): void => again.mutate(draft) };
    },
  });
  const again = useWrite({ write: (draft: FaqDraft) => addFaq(draft), touches: ['faqs'] });
  return (
    <section className={css.answer} aria-label={languageName(faq.language)}>
      <Group justify="space-between">
        <h3 className={css.language}>{languageName(faq.language)}</h3>
        <Switch
          checked={faq.enabled}
          disabled={!mayWrite}
          label={t('faqs.on')}
          onChange={(event) => save.mutate({ enabled: event.currentTarget.checked })}
        />
      </Group>
      <Fields value={now} isReadOnly={!mayWrite} onChange={(change) => setEdit({ ...edit, ...change })} />
      {mayWrite && (
        <Group justify="space-between">
          <Button
            variant="subtle"
            color="red"
            size="compact-md"
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t('common.delete')}
          </Button>
          <Group gap="xs">
            {isChanged && (
              <Button variant="default" onClick={() => setEdit({})}>
                {t('common.cancel')}
              </Button>
            )}
            <Button
              disabled={!isChanged || !isComplete(now)}
              loading={save.isPending}
              onClick={() => save.mutate(edit)}
            >
              {t('common.save')}
            </Button>
          </Group>
        </Group>
      )}
    </section>
  );
}

type NewProps = {
  topic: Topic | null;
  language: string;
  free: string[];
  onAdded: (topic: string) => void;
  onCancel?: () => void;
};

function NewAnswer({ topic, language: first, free, onAdded, onCancel }: NewProps) {
  const { t } = useTranslation('faqs');
  const [language, setLanguage] = useState(first);
  const [value, setValue] = useState({ question: '', variants: [] as string[], answer: '' });
  const [typed, setTyped] = useState<string | null>(null);
  const name = topic?.topic ?? typed ?? topicFrom(value.question);
  const add = useWrite({
    write: () => addFaq({ ...value, topic: name, language, position: topic?.position ?? 0, enabled: true }),
    touches: ['faqs'],
    done: () => {
      onAdded(name);
      return { message: t('faqs.added') };
    },
  });
  return (
    <section className={css.answer}>
      <Group grow align="flex-start">
        {topic === null && (
          <TextInput
            label={t('faqs.topic')}
            description={t('faqs.topicAdvice')}
            value={name}
            onChange={(event) => setTyped(event.currentTarget.value.toLowerCase().replace(/\s/g, '-'))}
            error={name !== '' && !NAME.test(name) ? t('faqs.topicAdvice') : null}
            maxLength={64}
          />
        )}
        <Select
          label={t('faqs.language')}
          data={[...new Set([language, ...free])].map((code) => ({ value: code, label: languageName(code) }))}
          value={language}
          onChange={(chosen) => chosen && setLanguage(chosen)}
          allowDeselect={false}
          searchable
        />
      </Group>
      <Fields value={value} isReadOnly={false} onChange={(change) => setValue({ ...value, ...change })} />
      <Group justify="flex-end">
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
        )}
        <Button disabled={!isComplete(value) || !NAME.test(name)} loading={add.isPending} onClick={() => add.mutate()}>
          {t('common.add')}
        </Button>
      </Group>
    </section>
  );
}

const NAME = /^[a-z0-9][a-z0-9_-]{0,63}$/;

type Words = Pick<Faq, 'question' | 'variants' | 'answer'>;

const isComplete = ({ question, answer }: Words): boolean => question.trim() !== '' && answer.trim() !== '';

function Fields({
  value,
  isReadOnly,
  onChange,
}: {
  value: Words;
  isReadOnly: boolean;
  onChange: (change: Partial<Words>) => void;
}) {
  const { t } = useTranslation('faqs');
  return (
    <Stack gap="sm">
      <TextInput
        label={t('faqs.question')}
        value={value.question}
        onChange={(event) => onChange({ question: event.currentTarget.value })}
        maxLength={LONGEST_QUESTION}
        readOnly={isReadOnly}
        dir="auto"
      />
      <TagsInput
        label={t('faqs.variants')}
        description={t('faqs.variantsAdvice')}
        value={value.variants}
        onChange={(variants) => onChange({ variants })}
        maxTags={200}
        splitChars={['\n', '|']}
        readOnly={isReadOnly}
        acceptValueOnBlur
      />
      <Textarea
        label={t('faqs.answer')}
        value={value.answer}
        onChange={(event) => onChange({ answer: event.currentTarget.value })}
        autosize
        minRows={3}
        maxRows={14}
        maxLength={LONGEST_ANSWER}
        readOnly={isReadOnly}
        description={t('faqs.characters', { count: value.answer.length, limit: LONGEST_ANSWER })}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        dir="auto"
      />
      {value.answer.trim() !== '' && (
        <figure className={css.preview}>
          <figcaption>{t('faqs.preview')}</figcaption>
          {value.question && (
            <div className={css.asked} dir="auto">
              {value.question}
            </div>
          )}
          <div className={css.said}>
            <RichText text={value.answer} />
          </div>
        </figure>
      )}
      {isReadOnly && (
        <Text size="xs" c="dimmed">
          {t('faqs.readOnly')}
        </Text>
      )}
    </Stack>
  );
}
