import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { entrance, goOn } from '../sign-in/auth.ts';
import { Entrance, EntranceProblem } from '../sign-in/entrance.tsx';
import { EntranceForm } from '../sign-in/entrance-form.tsx';
import { PasswordField } from '../sign-in/password-field.tsx';
import { PasswordForm } from '../sign-in/password-form.tsx';
import { EmailField, NameField } from '../sign-in/person-fields.tsx';
import { SecondStepForm } from '../sign-in/second-step-form.tsx';
import { useStep } from '../sign-in/use-step.ts';

type Invitation = {
  business: string;
  email: string;
  role: string;
  invitedBy: string;
  known: boolean;
  signedIn: boolean;
};

/** `/invitation/:id#token`: joins a team, with a new account or with the one that is there. */
export function InvitationPage() {
  const { t } = useTranslation(['entrance', 'shell']);
  const { id = '' } = useParams();
  const [token] = useState(() => location.hash.slice(1));
  const [step, setStep] = useState<'password' | 'second-factor' | 'recovery'>('password');
  const queries = useQueryClient();
  const { data, error } = useQuery({
    queryKey: ['invitation', id],
    queryFn: () => entrance<Invitation>(`invitations/${encodeURIComponent(id)}/link`, { token }),
    retry: false,
  });
  const again = () => queries.invalidateQueries({ queryKey: ['invitation', id] });
  const text = data && t('entrance.invitedText', { ...data, role: t(`shell.roles.${data.role}`) });
  const accepting = { id, token };
  return (
    <Entrance title={t('entrance.invited', { business: data?.business ?? 'Parlour' })} text={text}>
      {error ? (
        <EntranceProblem error={error} />
      ) : !data ? (
        <DetailSkeleton />
      ) : data.signedIn ? (
        <JoinForm {...accepting} />
      ) : step !== 'password' ? (
        <SecondStepForm
          key={step}
          isRecovery={step === 'recovery'}
          onOther={() => setStep(step === 'recovery' ? 'second-factor' : 'recovery')}
          onDone={() => void again()}
          onAgain={() => setStep('password')}
        />
      ) : data.known ? (
        <PasswordForm email={data.email} onDone={() => void again()} onSecondStep={() => setStep('second-factor')} />
      ) : (
        <NewAccountForm {...accepting} email={data.email} />
      )}
    </Entrance>
  );
}

type Accepting = { id: string; token: string };

const accept = ({ id, token }: Accepting, more: object = {}) =>
  entrance(`invitations/${encodeURIComponent(id)}/acceptance`, { token, ...more });

/** Somebody who has an account, and is signed in with it. */
function JoinForm(accepting: Accepting) {
  const { t } = useTranslation('entrance');
  const step = useStep(async () => {
    await accept(accepting);
    goOn('/');
  });
  return <EntranceForm step={step} submit={t('entrance.join')} />;
}

function NewAccountForm({ email, ...accepting }: Accepting & { email: string }) {
  const { t } = useTranslation('entrance');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const step = useStep(async () => {
    await accept(accepting, { name, password });
    goOn('/');
  });
  return (
    <EntranceForm step={step} submit={t('entrance.join')}>
      <EmailField value={email} />
      <NameField value={name} onChange={setName} />
      <PasswordField label={t('entrance.password')} value={password} onChange={setPassword} isNew />
    </EntranceForm>
  );
}
