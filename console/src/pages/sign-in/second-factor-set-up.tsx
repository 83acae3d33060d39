import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconCopy, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../../ui/toast.tsx';
import { auth } from './auth.ts';
import css from './entrance.module.css';
import { EntranceProblem } from './entrance.tsx';
import { PasswordField } from './password-field.tsx';
import { QrCode } from './qr-code.tsx';
import { useStep } from './use-step.ts';

type Enabled = { uri: string; recoveryCodes: string[] };
type Props = {
  /** When it was just typed; else it is asked for. */
  password?: string;
  /** It is on now; the codes are still shown. */
  onProven?: () => void;
  onDone: () => void;
};

/** Three steps: the password, the picture with a first code, the recovery codes. */
export function SecondFactorSetUp({ password: given, onProven, onDone }: Props) {
  const { t } = useTranslation('entrance');
  const [password, setPassword] = useState(given ?? '');
  const [enabled, setEnabled] = useState<Enabled | null>(null);
  const [isProven, setProven] = useState(false);
  const { error, isBusy, submit } = useStep(async () => {
    setEnabled(await auth<Enabled>('two-factor/enable', { password }));
  });
  if (enabled && isProven) return <RecoveryCodes codes={enabled.recoveryCodes} onDone={onDone} />;
  const proven = () => {
    setProven(true);
    onProven?.();
  };
  if (enabled) return <FirstCode uri={enabled.uri} onProven={proven} />;
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {given === undefined && (
          <PasswordField label={t('entrance.presentPassword')} value={password} onChange={setPassword} />
        )}
        <EntranceProblem error={error} />
        <Button type="submit" loading={isBusy} fullWidth={given !== undefined} size={given ? 'md' : 'sm'}>
          {t('entrance.setUpApp')}
        </Button>
      </Stack>
    </form>
  );
}

function FirstCode({ uri, onProven }: { uri: string; onProven: () => void }) {
  const { t } = useTranslation('entrance');
  const [code, setCode] = useState('');
  const seed = new URL(uri).searchParams.get('secret') ?? '';
  const { error, isBusy, submit } = useStep(async () => {
    await auth('two-factor/verify-totp', { code });
    onProven();
  });
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{t('entrance.scan')}</Text>
        <QrCode text={uri} label={t('entrance.scanLabel')} />
        <Text size="xs" c="dimmed">
          {t('entrance.seed')}{' '}
          <code className={css.seed} dir="ltr">
            {seed}
          </code>
        </Text>
        <TextInput
          label={t('entrance.code')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={8}
          dir="ltr"
          required
          withAsterisk={false}
        />
        <EntranceProblem error={error} />
        <Button type="submit" loading={isBusy}>
          {t('entrance.confirmCode')}
        </Button>
      </Stack>
    </form>
  );
}

export function RecoveryCodes({ codes, onDone }: { codes: string[]; onDone: () => void }) {
  const { t } = useTranslation('entrance');
  const copy = async () => {
    await navigator.clipboard?.writeText(codes.join('\n')); // absent over plain http
    toast(t('common.copied'));
  };
  return (
    <Stack gap="md">
      <Text size="sm">{t('entrance.codesText')}</Text>
      <ul className={css.codes} dir="ltr">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group gap="xs">
        <Button variant="default" leftSection={<IconCopy size={16} aria-hidden />} onClick={() => void copy()}>
          {t('common.copy')}
        </Button>
        <Button
          variant="default"
          component="a"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(codes.join('\n'))}`}
          download="parlour-recovery-codes.txt"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('entrance.download')}
        </Button>
      </Group>
      <Button onClick={onDone}>{t('entrance.codesKept')}</Button>
    </Stack>
  );
}
