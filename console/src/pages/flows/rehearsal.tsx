import { Button, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed, IconCircleX, IconPlayerPlay } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { IconType } from '../../ui/icon-type.ts';
import { useWrite } from '../../ui/use-write.ts';
import { type Rehearsal, rehearseDraft } from './flow-queries.ts';
import css from './rehearsal.module.css';

const ICONS: Record<Rehearsal['transcripts'][number]['outcome'], IconType> = {
  passed: IconCircleCheck,
  failed: IconCircleX,
  skipped: IconCircleDashed,
};

type Props = { name: string /** Saves what is not saved yet. */; onBefore: () => Promise<unknown> };

/** Plays the talks that are kept beside the flow with the draft: what answered differently than it should, and where. */
export function RehearsalPart({ name, onBefore }: Props) {
  const { t } = useTranslation('flows');
  const play = useWrite({
    write: async () => {
      await onBefore();
      return rehearseDraft(name);
    },
    done: () => null,
  });
  const { data } = play;
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        variant="light"
        leftSection={<IconPlayerPlay size={16} aria-hidden />}
        loading={play.isPending}
        onClick={() => play.mutate()}
      >
        {t('flows.rehearsal.play')}
      </Button>
      <div aria-live="polite" className={css.results}>
        {data && (
          <Text size="sm" fw={600}>
            {t('flows.rehearsal.came', { passed: data.passed, failed: data.failed, skipped: data.skipped })}
          </Text>
        )}
        {data?.findings.map(({ line, message }) => (
          <Text key={`${line} ${message}`} size="sm">
            {message}
          </Text>
        ))}
        <ul className={css.list}>
          {data?.transcripts
            .filter(({ outcome }) => outcome !== 'passed')
            .toSorted((a, b) => a.outcome.localeCompare(b.outcome) || a.line - b.line) // failed before skipped
            .map(({ name: talk, line, outcome, why }) => {
              const Icon = ICONS[outcome];
              return (
                <li key={`${line} ${talk}`} className={css.talk}>
                  <Icon
                    size={18}
                    className={css.icon}
                    data-outcome={outcome}
                    aria-label={t(`flows.rehearsal.outcome.${outcome}`)}
                  />
                  <span>
                    {talk}
                    {why && <span className={css.why}>{why}</span>}
                  </span>
                </li>
              );
            })}
        </ul>
      </div>
    </Stack>
  );
}
