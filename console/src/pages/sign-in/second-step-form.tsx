import { Anchor, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem.ts';
import { auth } from './auth.ts';
import { EntranceForm } from './entrance-form.tsx';
import { useStep } from './use-step.ts';

type Props = { isRecovery: boolean; onOther: () => void; onDone: () => void; onAgain: () => void };

/** The code of the app, or one of the recovery codes. */
export function SecondStepForm({ isRecovery, onOther, onDone, onAgain }: Props) {
  const { t } = useTranslation('entrance');
  const [code, setCode] = useState('');
  const step = useStep(async () => {
    await auth(isRecovery ? 'two-factor/verify-backup-code' : 'two-factor/verify-totp', { code });
    onDone();
  });
  const isOver = asProblem(step.error).kind === 'second-factor-expired';
  return (
    <EntranceForm
      step={step}
      submit={t('entrance.signIn')}
      others={
        <>
          <Anchor component="button" type="button" size="sm" onClick={onOther}>
            {isRecovery ? t('entrance.useApp') : t('entrance.useRecovery')}
          </Anchor>
          {isOver && (
            <Anchor component="button" type="button" size="sm" onClick={onAgain}>
              {t('entrance.again')}
            </Anchor>
          )}
        </>
      }
    >
      <TextInput
        label={isRecovery ? t('entrance.recoveryCode') : t('entrance.code')}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        inputMode={isRecovery ? 'text' : 'numeric'}
        autoComplete={isRecovery ? 'off' : 'one-time-code'}
        maxLength={24}
        dir="ltr"
        autoFocus
        required
        withAsterisk={false}
      />
    </EntranceForm>
  );
}
