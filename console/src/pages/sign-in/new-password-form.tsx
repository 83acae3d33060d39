import { Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../../ui/toast.tsx';
import { auth } from './auth.ts';
import { EntranceProblem } from './entrance.tsx';
import { PasswordField } from './password-field.tsx';
import { useStep } from './use-step.ts';

export function NewPasswordForm({ token, onDone }: { token: string; onDone: () => void }) {
  const { t } = useTranslation('entrance');
  const [password, setPassword] = useState('');
  const { error, isBusy, submit } = useStep(async () => {
    await auth('reset-password', { token, newPassword: password });
    history.replaceState(null, '', '/sign-in'); // the token is used up
    toast(t('entrance.passwordChanged'));
    onDone();
  });
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <PasswordField label={t('entrance.newPassword')} value={password} onChange={setPassword} isNew />
        <EntranceProblem error={error} />
        <Button type="submit" loading={isBusy} fullWidth size="md">
          {t('entrance.savePassword')}
        </Button>
      </Stack>
    </form>
  );
}
