import { Button, CloseButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import css from './data-list.module.css';
import type { IconType } from './icon-type.ts';
import { problemToast } from './toast.tsx';

export type BulkAction<Row> = {
  label: string;
  icon?: IconType;
  isDangerous?: boolean;
  /** Does it to all of them; what was selected is not any more when it went well. */
  run: (rows: readonly Row[]) => unknown;
};

type Props<Row> = { rows: readonly Row[]; actions: readonly BulkAction<Row>[]; onClear: () => void };

/** What can be done with the rows that are selected. */
export function BulkBar<Row>({ rows, actions, onClear }: Props<Row>) {
  const { t } = useTranslation();
  const [busy, setBusy] = useState<string | null>(null);
  const run = async (action: BulkAction<Row>) => {
    setBusy(action.label);
    try {
      await action.run(rows);
      onClear();
    } catch (error) {
      problemToast(error);
    } finally {
      setBusy(null);
    }
  };
  return (
    <div className={css.bulk} role="toolbar" aria-label={t('common.selected', { count: rows.length })}>
      <CloseButton onClick={onClear} aria-label={t('common.selectNone')} />
      <span className={css.count} aria-live="polite">
        {t('common.selected', { count: rows.length })}
      </span>
      {actions.map((action) => (
        <Button
          key={action.label}
          size="compact-md"
          variant="default"
          c={action.isDangerous ? 'red' : undefined}
          loading={busy === action.label}
          disabled={busy !== null}
          leftSection={action.icon && <action.icon size={16} aria-hidden />}
          onClick={() => void run(action)}
        >
          {action.label}
        </Button>
      ))}
    </div>
  );
}
