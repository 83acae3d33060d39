import { Button, Group, Stack, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { toast } from '../../../ui/toast.tsx';
import { auth } from '../../sign-in/auth.ts';
import { EntranceProblem } from '../../sign-in/entrance.tsx';
import { PasswordField } from '../../sign-in/password-field.tsx';
import { RecoveryCodes, SecondFactorSetUp } from '../../sign-in/second-factor-set-up.tsx';
import { useStep } from '../../sign-in/use-step.ts';
import css from './account.module.css';

type Doing = 'nothing' | 'setting-up' | 'new-codes' | 'switching-off';

export function SecondFactorSection({ isOn }: { isOn: boolean }) {
  const { t } = useTranslation(['account', 'entrance']);
  const queries = useQueryClient();
  const [doing, setDoing] = useState<Doing>('nothing');
  const done = async () => {
    setDoing('nothing');
    await queries.invalidateQueries();
  };
  return (
    <section>
      <h2 className={css.heading}>{t('account.secondFactor')}</h2>
      <Stack gap="md">
        {isOn ? (
          <StatusBadge tone="good" icon={IconShieldCheck}>
            {t('account.on')}
          </StatusBadge>
        ) : (
          <Text size="sm" c="dimmed">
            {t('entrance.offerSecondFactorText')}
          </Text>
        )}
        {doing === 'nothing' && (
          <Group gap="xs">
            {isOn ? (
              <>
                <Button variant="default" onClick={() => setDoing('new-codes')}>
                  {t('account.newCodes')}
                </Button>
                <Button variant="default" onClick={() => setDoing('switching-off')}>
                  {t('account.switchOff')}
                </Button>
              </>
            ) : (
              <Button onClick={() => setDoing('setting-up')}>{t('entrance.setUpApp')}</Button>
            )}
          </Group>
        )}
        {doing === 'setting-up' && <SecondFactorSetUp onDone={() => void done()} />}
        {doing === 'new-codes' && <NewCodes onDone={() => void done()} />}
        {doing === 'switching-off' && <SwitchOff onDone={() => void done()} onCancel={() => setDoing('nothing')} />}
      </Stack>
    </section>
  );
}

function NewCodes({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation(['account', 'entrance']);
  const [password, setPassword] = useState('');
  const [codes, setCodes] = useState<string[] | null>(null);
  const { error, isBusy, submit } = useStep(async () => {
    const path = 'two-factor/generate-backup-codes';
    setCodes((await auth<{ recoveryCodes: string[] }>(path, { password })).recoveryCodes);
  });
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{t('account.newCodesText')}</Text>
        <PasswordField label={t('entrance.presentPassword')} value={password} onChange={setPassword} />
        <EntranceProblem error={error} />
        <Group>
          <Button type="submit" loading={isBusy}>
            {t('account.newCodes')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function SwitchOff({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const { t } = useTranslation(['account', 'entrance']);
  const [password, setPassword] = useState('');
  const { error, isBusy, submit } = useStep(async () => {
    await auth('two-factor/disable', { password });
    toast(t('account.switchedOff'));
    onDone();
  });
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{t('account.switchOffText')}</Text>
        <PasswordField label={t('entrance.presentPassword')} value={password} onChange={setPassword} />
        <EntranceProblem error={error} />
        <Group gap="xs">
          <Button variant="default" onClick={onCancel}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" color="red" loading={isBusy}>
            {t('account.switchOff')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
