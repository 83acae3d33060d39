import { Button, Group, Stack } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '../../../ui/toast.tsx';
import { auth } from '../../sign-in/auth.ts';
import { EntranceProblem } from '../../sign-in/entrance.tsx';
import { PasswordField } from '../../sign-in/password-field.tsx';
import { useStep } from '../../sign-in/use-step.ts';
import css from './account.module.css';

export function PasswordSection({ email }: { email: string }) {
  const { t } = useTranslation(['account', 'entrance']);
  const queries = useQueryClient();
  const [currentPassword, setCurrent] = useState('');
  const [newPassword, setNew] = useState('');
  const { error, isBusy, submit } = useStep(async () => {
    await auth('change-password', { currentPassword, newPassword });
    setCurrent('');
    setNew('');
    toast(t('account.passwordChanged'));
    await queries.invalidateQueries();
  });
  return (
    <section>
      <h2 className={css.heading}>{t('account.password')}</h2>
      <form onSubmit={submit}>
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <Stack gap="md">
          <PasswordField label={t('entrance.presentPassword')} value={currentPassword} onChange={setCurrent} />
          <PasswordField label={t('entrance.newPassword')} value={newPassword} onChange={setNew} isNew />
          <EntranceProblem error={error} />
          <Group>
            <Button type="submit" variant="default" loading={isBusy}>
              {t('account.changePassword')}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}
