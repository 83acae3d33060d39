import { PasswordInput, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import css from './entrance.module.css';
import { strengthOf } from './strength.ts';

type Props = {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** A new one is measured and kept by the browser as new. */
  isNew?: boolean;
  autoFocus?: boolean;
};

export function PasswordField({ label, value, onChange, isNew = false, autoFocus = false }: Props) {
  const { t } = useTranslation('entrance');
  return (
    <div>
      <PasswordInput
        label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoComplete={isNew ? 'new-password' : 'current-password'}
        visibilityToggleButtonProps={{ 'aria-label': t('entrance.showPassword') }}
        data-autofocus={autoFocus || undefined}
        required
        withAsterisk={false}
      />
      {isNew && <Measure password={value} />}
    </div>
  );
}

const COLOURS = { short: 'weak', weak: 'weak', fair: 'fair', good: 'good', strong: 'good' } as const;

function Measure({ password }: { password: string }) {
  const { t } = useTranslation('entrance');
  const { level, word } = strengthOf(password);
  return (
    <>
      <div className={css.bar} aria-hidden="true">
        {[1, 2, 3, 4].map((step) => (
          <span key={step} data-on={password !== '' && step <= Math.max(level, 1) ? COLOURS[word] : undefined} />
        ))}
      </div>
      <Text size="xs" c="dimmed" mt={4} role="status">
        {password === '' ? t('entrance.passwordAdvice') : t(`entrance.strength.${word}`)}
      </Text>
    </>
  );
}
