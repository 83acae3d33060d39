import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { entrance, goOn } from '../sign-in/auth.ts';
import { Entrance, EntranceProblem } from '../sign-in/entrance.tsx';
import { EntranceForm } from '../sign-in/entrance-form.tsx';
import { PasswordField } from '../sign-in/password-field.tsx';
import { EmailField, NameField } from '../sign-in/person-fields.tsx';
import { SecondFactorSetUp } from '../sign-in/second-factor-set-up.tsx';
import { useStep } from '../sign-in/use-step.ts';

type Link = { first: boolean; businesses: string[] };

/** `/set-up#token`: becomes the first owner. The token stays behind the `#`, which no server sees. */
export function SetUpPage() {
  const { t } = useTranslation('entrance');
  const [token] = useState(() => location.hash.slice(1));
  const [password, setPassword] = useState<string | null>(null);
  const [isProven, setProven] = useState(false);
  const { data, error } = useQuery({
    queryKey: ['set-up', token],
    queryFn: () => entrance<Link>('set-up/link', { token }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (password !== null)
    return (
      <Entrance title={t('entrance.offerSecondFactor')} text={t('entrance.offerSecondFactorText')}>
        <Stack gap="sm">
          <SecondFactorSetUp password={password} onProven={() => setProven(true)} onDone={() => goOn('/')} />
          {!isProven && (
            <Button variant="subtle" color="gray" onClick={() => goOn('/')}>
              {t('entrance.later')}
            </Button>
          )}
        </Stack>
      </Entrance>
    );
  return (
    <Entrance title={t('entrance.setUp')} text={data && <WhatItOpens link={data} />}>
      {error ? (
        <Stack>
          <EntranceProblem error={error} />
          <Text size="sm" c="dimmed">
            {t('entrance.newSetUpLink')}
          </Text>
        </Stack>
      ) : data ? (
        <OwnerForm token={token} link={data} onDone={setPassword} />
      ) : (
        <DetailSkeleton />
      )}
    </Entrance>
  );
}

function WhatItOpens({ link: { businesses } }: { link: Link }) {
  const { t } = useTranslation('entrance');
  return businesses.length === 0 ? t('entrance.setUpText') : t('entrance.setUpBusinesses', { businesses });
}

function OwnerForm({ token, link, onDone }: { token: string; link: Link; onDone: (password: string) => void }) {
  const { t } = useTranslation('entrance');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [businessName, setBusinessName] = useState('');
  const step = useStep(async () => {
    const business = link.businesses.length === 0 ? { businessName } : {};
    await entrance('set-up', { token, name, email, password, ...business });
    history.replaceState(null, '', '/set-up'); // the token is used up
    onDone(password);
  });
  return (
    <EntranceForm step={step} submit={t('entrance.createAccount')}>
      {link.businesses.length === 0 && (
        <TextInput
          label={t('entrance.businessName')}
          value={businessName}
          onChange={(event) => setBusinessName(event.currentTarget.value)}
          autoComplete="organization"
          maxLength={256}
          required
          withAsterisk={false}
        />
      )}
      <NameField value={name} onChange={setName} />
      <EmailField value={email} onChange={setEmail} />
      <PasswordField label={t('entrance.password')} value={password} onChange={setPassword} isNew />
    </EntranceForm>
  );
}
