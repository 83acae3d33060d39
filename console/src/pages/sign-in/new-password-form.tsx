import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../../ui/toast.tsx';
import { auth } from './auth.ts';
import { EntranceForm } from './entrance-form.tsx';
import { PasswordField } from './password-field.tsx';
import { useStep } from './use-step.ts';

export function NewPasswordForm({ token, onDone }: { token: string; onDone: () => void }) {
  const { t } = useTranslation('entrance');
  const [password, setPassword] = useState('');
  const step = useStep(async () => {
    await auth('reset-password', { token, newPassword: password });
    history.replaceState(null, '', '/sign-in'); // the token is used up
    toast(t('entrance.passwordChanged'));
    onDone();
  });
  return (
    <EntranceForm step={step} submit={t('entrance.savePassword')}>
      <PasswordField label={t('entrance.newPassword')} value={password} onChange={setPassword} isNew />
    </EntranceForm>
  );
}
