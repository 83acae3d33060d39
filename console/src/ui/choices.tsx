import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './choices.module.css';

/** What a search in a dialog found, to pick one of. `isNothing`: it was looked for, and nothing is like it. */
export function Choices({ isNothing, children }: { isNothing: boolean; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={css.choices}>
      {children}
      {isNothing && (
        <Text size="sm" c="dimmed" p="xs">
          {t('common.nothingFound')}
        </Text>
      )}
    </div>
  );
}

type ChoiceProps = {
  children: ReactNode;
  /** Quiet, beside the name. */
  note?: ReactNode;
  /** At the end of the row. */
  end?: ReactNode;
  /** For a choice that stays to be confirmed; absent where picking is all. */
  isPicked?: boolean;
  isDisabled?: boolean;
  onPick: () => void;
};

export const Choice = ({ children, note, end, isPicked, isDisabled = false, onPick }: ChoiceProps) => (
  <button type="button" className={css.choice} aria-pressed={isPicked} disabled={isDisabled} onClick={onPick}>
    {children}
    {note && <span className="quiet">{note}</span>}
    {end && <span className={css.end}>{end}</span>}
  </button>
);
