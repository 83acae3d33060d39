import { Alert } from '@mantine/core';
import { IconShieldLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../session/use-me.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Page } from '../../../ui/page.tsx';
import css from './account.module.css';
import { PasswordSection } from './password-section.tsx';
import { ProfileSection } from './profile-section.tsx';
import { SecondFactorSection } from './second-factor-section.tsx';
import { SessionsSection } from './sessions-section.tsx';

/** One's own account: name and language, password, second factor, browsers. */
export function AccountPage() {
  const { t } = useTranslation('account');
  const { person } = useMe();
  if (!person)
    return (
      <Page title={t('account.title')} isFull={false}>
        <EmptyState title={t('account.noPerson')} text={t('account.noPersonText')} />
      </Page>
    );
  const { on, required } = person.secondFactor;
  return (
    <Page title={t('account.title')} isFull={false}>
      <div className={css.wrap}>
        {required && !on && (
          <Alert color="yellow" icon={<IconShieldLock size={20} aria-hidden />} title={t('account.required')}>
            {t('account.requiredText')}
          </Alert>
        )}
        <ProfileSection person={person} />
        <SecondFactorSection isOn={on} />
        <PasswordSection email={person.email} />
        <SessionsSection />
      </div>
    </Page>
  );
}
