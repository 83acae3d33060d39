import { Anchor, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { DetailPane } from '../../ui/list-with-detail.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { useWrite } from '../../ui/use-write.ts';
import { languageName } from '../flows/model/language-name.ts';
import { RichText } from '../inbox/thread/rich-text.tsx';
import { changeFaq, type Faq, type Tested, testFaq } from './faq-queries.ts';
import css from './faqs.module.css';

const LONGEST_VARIANT = 300;
const TONES = { answered: 'good', suggested: 'waiting', not_understood: 'failed' } as const;

/** What the assistant would find for a question of a customer, and how sure it is. */
export function TestQuestion({ languages, faqs, onClose }: { languages: string[]; faqs: Faq[]; onClose: () => void }) {
  const { t } = useTranslation('faqs');
  const [text, setText] = useState('');
  const [language, setLanguage] = useState<string | null>(null);
  const ask = useMutation({ mutationFn: (question: string) => testFaq(question, language) });
  const asked = ask.variables ?? '';
  const { can } = useMe();
  return (
    <DetailPane title={t('faqs.test')} onClose={onClose}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('faqs.testAdvice')}
        </Text>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim() !== '') ask.mutate(text.trim());
          }}
        >
          <Group align="flex-end" wrap="nowrap">
            <TextInput
              label={t('faqs.customerWrites')}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              flex={1}
              maxLength={4096}
              dir="auto"
              data-autofocus
            />
            <Select
              label={t('faqs.language')}
              placeholder={t('faqs.recognised')}
              data={languages.map((code) => ({ value: code, label: languageName(code) }))}
              value={language}
              onChange={setLanguage}
              clearable
              w={150}
            />
          </Group>
          <Group justify="flex-end" mt="sm">
            <Button type="submit" loading={ask.isPending} disabled={text.trim() === ''}>
              {t('faqs.ask')}
            </Button>
          </Group>
        </form>
        {ask.error && <Trouble error={ask.error} />}
        {ask.data && <Hits tested={ask.data} />}
        {ask.data && can('faqs:write') && (
          <Teach text={asked} language={ask.data.language} faqs={faqs} onTaught={() => ask.mutate(asked)} />
        )}
      </Stack>
    </DetailPane>
  );
}

function Hits({ tested }: { tested: Tested }) {
  const { t } = useTranslation('faqs');
  const business = useBusiness();
  const { number } = useFormats();
  return (
    <section aria-live="polite">
      <Group mb="sm">
        <StatusBadge tone={TONES[tested.outcome]}>{t(`faqs.outcome.${tested.outcome}`)}</StatusBadge>
        <Text size="sm" c="dimmed">
          {t('faqs.inLanguage', { language: languageName(tested.language) })}
        </Text>
      </Group>
      <ol className={css.hits}>
        {tested.hits.map((hit) => (
          <li key={`${hit.kind} ${hit.topic ?? hit.node} ${hit.score}`}>
            <Group justify="space-between" wrap="nowrap">
              {hit.kind === 'faq' ? (
                <Anchor component={Link} to={`/${business}/faqs/${hit.topic}`} dir="auto">
                  {hit.title}
                </Anchor>
              ) : (
                <span>{t('faqs.goesTo', { title: hit.title })}</span>
              )}
              <span className="numbers">{number(hit.score)}</span>
            </Group>
            <meter
              className={css.score}
              min={0}
              max={1}
              low={tested.worthAsking}
              high={tested.sure}
              optimum={1}
              value={hit.score}
              aria-label={t('faqs.score')}
            />
            {hit.answer && (
              <div className={css.said}>
                <RichText text={hit.answer} />
              </div>
            )}
          </li>
        ))}
      </ol>
      <Text size="xs" c="dimmed">
        {t('faqs.scale', { sure: number(tested.sure), asking: number(tested.worthAsking) })}
      </Text>
    </section>
  );
}

type TeachProps = { text: string; language: string; faqs: Faq[]; onTaught: () => void };

/** A correction: the sentence becomes another way to ask the question that was meant. */
function Teach({ text, language, faqs, onTaught }: TeachProps) {
  const { t } = useTranslation('faqs');
  const inLanguage = faqs.filter((faq) => faq.language === language);
  const teach = useWrite({
    write: ({ id, variants }: Pick<Faq, 'id' | 'variants'>) => changeFaq(id, { variants }),
    touches: ['faqs'],
    done: ({ question }, { id, variants }) => {
      onTaught();
      const isTaught = variants.at(-1) === text;
      if (!isTaught) return null;
      return {
        message: t('faqs.taught', { question }),
        undo: (): void => teach.mutate({ id, variants: variants.slice(0, -1) }),
      };
    },
  });
  const choose = (id: string | null) => {
    const faq = inLanguage.find((one) => one.id === id);
    if (faq && !waysOf(faq).includes(text.toLowerCase()))
      teach.mutate({ id: faq.id, variants: [...faq.variants, text] });
  };
  if (inLanguage.length === 0 || text.length > LONGEST_VARIANT) return null;
  return (
    <Select
      label={t('faqs.teach')}
      description={t('faqs.teachAdvice')}
      placeholder={t('faqs.teachChoose')}
      data={inLanguage.map(({ id, question, ...faq }) => ({
        value: id,
        label: question,
        disabled: waysOf({ question, ...faq }).includes(text.toLowerCase()),
      }))}
      value={null}
      onChange={choose}
      disabled={teach.isPending}
      searchable
    />
  );
}

const waysOf = ({ question, variants }: Pick<Faq, 'question' | 'variants'>): string[] =>
  [question, ...variants].map((way) => way.toLowerCase());
