import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../../api/problem.ts';
import { useWrite } from '../../../ui/use-write.ts';
import { type Connected, connectChannel, type Trial, tryCredentials } from '../calls.ts';
import { CheckList } from '../channels/check-list.tsx';

const digits = /^\d{5,32}$/;

/** Four values from Meta; each is looked at before anything is stored. */
export function CredentialsStep({ onConnected }: { onConnected: (made: Connected) => void }) {
  const { t } = useTranslation('channels');
  const [trial, setTrial] = useState<Trial | null>(null);
  const form = useForm({
    initialValues: { phoneNumberId: '', accountId: '', accessToken: '', appSecret: '' },
    validate: {
      phoneNumberId: (value) => (digits.test(value.trim()) ? null : t('channels.setUp.onlyDigits')),
      accountId: (value) => (value.trim() === '' || digits.test(value.trim()) ? null : t('channels.setUp.onlyDigits')),
      accessToken: (value) => (value.trim().length >= 8 ? null : t('channels.setUp.tooShort')),
      appSecret: (value) => (value.trim().length >= 8 ? null : t('channels.setUp.tooShort')),
    },
    onValuesChange: () => setTrial(null),
  });
  const body = (values: typeof form.values) => ({ ...values, accountId: values.accountId.trim() || null });
  const look = useWrite({
    write: (values: typeof form.values) => tryCredentials(body(values)),
    done: (seen) => {
      setTrial(seen);
      return null;
    },
  });
  const connect = useWrite({
    write: (values: typeof form.values) => connectChannel(body(values)),
    touches: ['channels'],
    done: (made) => {
      onConnected(made);
      return { message: t('channels.setUp.connected') };
    },
    failed: (error) => {
      const { kind, details } = asProblem(error);
      if (kind === 'channel-not-working' && Array.isArray(details.checks))
        setTrial({ checks: details.checks, number: null });
      return false;
    },
  });
  const isGood = trial?.number != null && !trial.checks.some(({ id, status }) => NEEDED.has(id) && status === 'failed');

  return (
    <form onSubmit={form.onSubmit((values) => (isGood ? connect.mutate(values) : look.mutate(values)))}>
      <Stack gap="md" mt="sm" maw={560}>
        <Text size="sm">{t('channels.setUp.credentialsText')}</Text>
        <TextInput
          label={t('channels.phoneNumberId')}
          description={t('channels.setUp.phoneNumberIdText')}
          inputMode="numeric"
          required
          {...form.getInputProps('phoneNumberId')}
        />
        <TextInput
          label={t('channels.accountId')}
          description={t('channels.setUp.accountIdText')}
          inputMode="numeric"
          {...form.getInputProps('accountId')}
        />
        <PasswordInput
          label={t('channels.accessToken')}
          description={t('channels.setUp.accessTokenText')}
          autoComplete="off"
          required
          {...form.getInputProps('accessToken')}
        />
        <PasswordInput
          label={t('channels.appSecret')}
          description={t('channels.setUp.appSecretText')}
          autoComplete="off"
          required
          {...form.getInputProps('appSecret')}
        />
        <div aria-live="polite">
          {trial?.number && (
            <Text fw={600}>
              {t('channels.setUp.found')} <bdi>{trial.number.address}</bdi> {trial.number.name}
            </Text>
          )}
          {trial && <CheckList checks={trial.checks} />}
        </div>
        <Group>
          <Button type="submit" loading={look.isPending || connect.isPending}>
            {isGood ? t('channels.setUp.connect') : t('channels.setUp.check')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Without these nothing works; the rest can be mended afterwards. */
const NEEDED = new Set(['token', 'permissions', 'secret']);
