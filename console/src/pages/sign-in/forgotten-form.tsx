import { Anchor, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { auth } from './auth.ts';
import { EntranceForm } from './entrance-form.tsx';
import { EmailField } from './person-fields.tsx';
import { useStep } from './use-step.ts';

/** Sends a link, when the installation can send mail; else says who can help. */
export function ForgottenForm({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('entrance');
  const { data } = useQuery({
    queryKey: ['sign-in', 'options'],
    queryFn: async (): Promise<{ mail: boolean }> => (await fetch('/api/auth/options')).json(),
  });
  const [email, setEmail] = useState('');
  const [isSent, setSent] = useState(false);
  const step = useStep(async () => {
    await auth('request-password-reset', { email });
    setSent(true);
  });
  const back = (
    <Anchor component="button" type="button" size="sm" onClick={onBack}>
      {t('entrance.backToSignIn')}
    </Anchor>
  );
  if (data?.mail === false)
    return (
      <Stack gap="md">
        <Text size="sm">{t('entrance.noMail')}</Text>
        {back}
      </Stack>
    );
  if (isSent)
    return (
      <Stack gap="md">
        <Text size="sm" role="status">
          {t('entrance.resetSent', { email })}
        </Text>
        {back}
      </Stack>
    );
  return (
    <EntranceForm step={step} submit={t('entrance.sendLink')} others={back}>
      <Text size="sm" c="dimmed">
        {t('entrance.forgottenText')}
      </Text>
      <EmailField value={email} onChange={setEmail} />
    </EntranceForm>
  );
}
