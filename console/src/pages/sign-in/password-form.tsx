import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auth } from './auth.ts';
import { EntranceForm } from './entrance-form.tsx';
import { PasswordField } from './password-field.tsx';
import { EmailField } from './person-fields.tsx';
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
  const step = useStep(async () => {
    const { next } = await auth<{ next: 'done' | 'second-factor' }>('sign-in/email', { email, password });
    if (next === 'done') onDone();
    else onSecondStep();
  });
  return (
    <EntranceForm
      step={step}
      submit={t('entrance.signIn')}
      others={
        onForgotten && (
          <Anchor component="button" type="button" size="sm" onClick={onForgotten}>
            {t('entrance.forgotten')}
          </Anchor>
        )
      }
    >
      <EmailField value={email} onChange={given === undefined ? setEmail : undefined} />
      <PasswordField label={t('entrance.password')} value={password} onChange={setPassword} />
    </EntranceForm>
  );
}
