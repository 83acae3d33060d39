import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { goOn, nextPage } from './auth.ts';
import { Entrance } from './entrance.tsx';
import { ForgottenForm } from './forgotten-form.tsx';
import { NewPasswordForm } from './new-password-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondStepForm } from './second-step-form.tsx';

type Step = 'password' | 'second-factor' | 'recovery' | 'forgotten' | 'new-password';

/** `/sign-in`: password, then the code of the app; and the ways back in for those who forgot. */
export function SignInPage() {
  const { t } = useTranslation('entrance');
  const [token] = useState(() => /^#new-password=([\w-]+)$/.exec(location.hash)?.[1] ?? null);
  const [step, setStep] = useState<Step>(token === null ? 'password' : 'new-password');
  const done = () => goOn(nextPage(location.search));
  switch (step) {
    case 'password':
      return (
        <Entrance title={t('entrance.signIn')}>
          <PasswordForm
            onDone={done}
            onSecondStep={() => setStep('second-factor')}
            onForgotten={() => setStep('forgotten')}
          />
        </Entrance>
      );
    case 'second-factor':
    case 'recovery': {
      const isRecovery = step === 'recovery';
      return (
        <Entrance
          title={t('entrance.secondStep')}
          text={isRecovery ? t('entrance.recoveryText') : t('entrance.secondStepText')}
        >
          <SecondStepForm
            key={step}
            isRecovery={isRecovery}
            onOther={() => setStep(isRecovery ? 'second-factor' : 'recovery')}
            onDone={done}
            onAgain={() => setStep('password')}
          />
        </Entrance>
      );
    }
    case 'forgotten':
      return (
        <Entrance title={t('entrance.forgotten')}>
          <ForgottenForm onBack={() => setStep('password')} />
        </Entrance>
      );
    case 'new-password':
      return (
        <Entrance title={t('entrance.newPassword')} text={t('entrance.newPasswordText')}>
          <NewPasswordForm token={token ?? ''} onDone={() => setStep('password')} />
        </Entrance>
      );
  }
}
