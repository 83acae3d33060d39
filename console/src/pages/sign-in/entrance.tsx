import { Alert, Select, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem.ts';
import { chooseLanguage } from '../../i18n/i18n.ts';
import { LANGUAGES, ours } from '../../i18n/languages.ts';
import { Wordmark } from '../../shell/wordmark.tsx';
import { useTabTitle } from '../../ui/page.tsx';
import { problemText } from '../../ui/problem-text.ts';
import css from './entrance.module.css';

type Props = { title: string; text?: ReactNode; children: ReactNode };

/** A page in front of the house: the name, one box, the languages. */
export function Entrance({ title, text, children }: Props) {
  useTabTitle(title);
  const { t, i18n } = useTranslation('entrance');
  return (
    <main className={css.page}>
      <div className={css.card}>
        <div className={css.mark}>
          <Wordmark />
        </div>
        <section className={css.box}>
          <h1 className={css.title}>{title}</h1>
          {text && (
            <Text size="sm" c="dimmed" mb="md">
              {text}
            </Text>
          )}
          {children}
        </section>
      </div>
      <Select
        className={css.languages}
        w={160}
        variant="unstyled"
        aria-label={t('entrance.language')}
        data={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
        value={ours(i18n.resolvedLanguage ?? 'en') ?? 'en'}
        allowDeselect={false}
        onChange={(language) => {
          const known = language === null ? undefined : ours(language);
          if (known) void chooseLanguage(known);
        }}
      />
    </main>
  );
}

/** Kinds of problem that the entrance has words of its own for. */
const OWN_WORDS = new Set([
  'sign-in-refused',
  'too-many-tries',
  'code-wrong',
  'second-factor-expired',
  'password-wrong',
  'password-too-short',
  'password-too-long',
  'password-too-common',
  'link-invalid',
  'email-taken',
]);

/** What went wrong, above the button that was pressed. */
export function EntranceProblem({ error }: { error: unknown }) {
  const { t } = useTranslation('entrance');
  if (!error) return null;
  const problem = asProblem(error);
  const { title, advice } = problemText(problem, t);
  const isOwn = OWN_WORDS.has(problem.kind);
  return (
    <Alert color="red" variant="light" role="alert" icon={<IconAlertTriangle size={18} aria-hidden />} p="sm">
      {isOwn ? t(`entrance.problems.${problem.kind}`) : `${title}. ${advice}`}
    </Alert>
  );
}
