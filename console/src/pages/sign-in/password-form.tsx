import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auth } from './auth.ts';
import { EntranceProblem } from './entrance.tsx';
import { PasswordField } from './password-field.tsx';
import { useStep } from './use-step.ts';

type Props = {
  /** When it is known already, as with an invitation. */
  email?: string;
  onDone: () => void;
  onSecondStep: () => void;
  onForgotten?: () => void;
};

export function PasswordForm({ email: given, onDone, onSecondStep, onForgotten }: Props) {
  const { t } = useTranslation('entrance');
  const [email, setEmail] = useState(given ?? '');
  const [password, setPassword] = useState('');
  const { error, isBusy, submit } = useStep(async () => {
    const { next } = await auth<{ next: 'done' | 'second-factor' }>('sign-in/email', { email, password });
    if (next === 'done') onDone();
    else onSecondStep();
  });
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={t('entrance.email')}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          autoComplete="username"
          readOnly={given !== undefined}
          required
          withAsterisk={false}
        />
        <PasswordField label={t('entrance.password')} value={password} onChange={setPassword} />
        <EntranceProblem error={error} />
        <Button type="submit" loading={isBusy} fullWidth size="md">
          {t('entrance.signIn')}
        </Button>
        {onForgotten && (
          <Anchor component="button" type="button" size="sm" onClick={onForgotten}>
            {t('entrance.forgotten')}
          </Anchor>
        )}
      </Stack>
    </form>
  );
}
