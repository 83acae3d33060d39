import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/use-me.ts';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { FindingList } from './finding-list.tsx';
import css from './flow-desk.module.css';
import type { Finding, Flow } from './flow-queries.ts';
import type { useDraft } from './use-draft.ts';
import { UseItButton } from './use-it-button.tsx';

type Props = { flow: Flow; editing: ReturnType<typeof useDraft> };

/** Where the text stands: does it answer customers, is it a draft, is that saved. */
export function StatusBadges({ flow, editing }: Props) {
  const { t } = useTranslation('flows');
  return (
    <>
      {flow.isInUse && <StatusBadge tone="bot">{t('flows.inUse')}</StatusBadge>}
      {editing.isDraft ? (
        <StatusBadge tone="waiting">{t(`flows.saving.${editing.state}`)}</StatusBadge>
      ) : (
        <StatusBadge tone="good">
          {flow.number ? t('flows.version', { number: flow.number }) : t('flows.shipped')}
        </StatusBadge>
      )}
    </>
  );
}

/** The same, with what can be done about it. */
export function Status({ flow, editing }: Props) {
  const { t } = useTranslation('flows');
  const { can } = useMe();
  return (
    <Group gap="xs" className={css.status}>
      <UseItButton flow={flow} />
      <StatusBadges flow={flow} editing={editing} />
      {editing.isDraft && can('flows:write') && (
        <Button variant="subtle" color="gray" size="compact-md" onClick={() => void editing.discard()}>
          {t('flows.discard')}
        </Button>
      )}
    </Group>
  );
}

/** How bad it is, in a word and a colour. */
export function useVerdict(findings: readonly Finding[]): { worst: 'failed' | 'waiting' | 'good'; said: string } {
  const { t } = useTranslation('flows');
  const count = (wanted: string) => findings.filter(({ severity }) => severity === wanted).length;
  const [errors, warnings] = [count('error'), count('warning')];
  if (errors > 0) return { worst: 'failed', said: t('flows.errors', { count: errors }) };
  if (warnings > 0) return { worst: 'waiting', said: t('flows.warnings', { count: warnings }) };
  return { worst: 'good', said: t('flows.noProblems') };
}

type ProblemsProps = {
  findings: readonly Finding[];
  isChecking: boolean;
  onLine: (line: number) => void;
};

export function Problems({ findings, isChecking, onLine }: ProblemsProps) {
  const { worst, said } = useVerdict(findings);
  if (findings.length === 0) {
    return (
      <span className={css.problems} aria-live="polite" data-old={isChecking || undefined}>
        <StatusBadge tone={worst}>{said}</StatusBadge>
      </span>
    );
  }
  return (
    <details className={css.problems} data-old={isChecking || undefined}>
      <summary>
        <StatusBadge tone={worst}>{said}</StatusBadge>
      </summary>
      <div className={css.problemList}>
        <FindingList findings={findings} onChoose={onLine} />
      </div>
    </details>
  );
}
