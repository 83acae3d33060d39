import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

type NameProps = { value: string; onChange: (name: string) => void };

/** What colleagues call somebody. */
export function NameField({ value, onChange }: NameProps) {
  const { t } = useTranslation('entrance');
  return (
    <TextInput
      label={t('entrance.name')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="name"
      maxLength={256}
      required
      withAsterisk={false}
    />
  );
}

/** Without `onChange` it is known already, and only shown: password managers keep it beside the password. */
export function EmailField({ value, onChange }: { value: string; onChange?: ((email: string) => void) | undefined }) {
  const { t } = useTranslation('entrance');
  return (
    <TextInput
      label={t('entrance.email')}
      type="email"
      value={value}
      onChange={(event) => onChange?.(event.currentTarget.value)}
      autoComplete="username"
      readOnly={onChange === undefined}
      required
      withAsterisk={false}
    />
  );
}
