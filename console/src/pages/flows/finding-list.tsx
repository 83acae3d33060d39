import { IconAlertTriangle, IconCircleX, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import css from './flow-desk.module.css';
import type { Finding } from './flow-queries.ts';

const ICONS = { error: IconCircleX, warning: IconAlertTriangle, hint: IconInfoCircle };
const MOST = 50;

/** What is wrong, with its line; a press goes there. */
export function FindingList({
  findings,
  onChoose,
}: {
  findings: readonly Finding[];
  onChoose: (line: number) => void;
}) {
  const { t } = useTranslation('flows');
  const rank = { error: 0, warning: 1, hint: 2 };
  const sorted = findings.toSorted((a, b) => rank[a.severity] - rank[b.severity] || a.line - b.line);
  return (
    <ul className={css.findings}>
      {sorted.slice(0, MOST).map(({ severity, line, column, message }) => {
        const Icon = ICONS[severity];
        return (
          <li key={`${line}:${column} ${message}`}>
            <button type="button" data-severity={severity} onClick={() => onChoose(line)}>
              <Icon size={15} aria-label={t(`flows.severity.${severity}`)} />
              <span className={css.line}>{t('flows.line', { line })}</span>
              <span>{message}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
