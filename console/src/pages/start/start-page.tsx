import { Button, Stack, Text } from '@mantine/core';
import { IconDeviceMobile, IconLogin2 } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, Navigate } from 'react-router';
import { meOf } from '../../session/me.ts';
import { NoBusiness } from '../../session/no-business.tsx';
import { PageSkeleton } from '../../shell/frame.tsx';
import { Wordmark } from '../../shell/wordmark.tsx';
import { useTabTitle } from '../../ui/page.tsx';
import css from './start-page.module.css';

/** "/": into the business of whoever is signed in; for others the two doors of this house. */
export function StartPage() {
  const { t } = useTranslation('shell');
  useTabTitle(t('shell.welcome'));
  const { data, isPending } = useQuery({ ...meOf(null), retry: false });
  if (data && data.business === null) return <NoBusiness />;
  if (data?.business) return <Navigate to={`/${data.business.slug}/home`} replace />;
  if (isPending) return <PageSkeleton />;
  return (
    <main className={css.start}>
      <Stack gap="lg" align="center" maw={360}>
        <h1 className={css.name}>
          <Wordmark />
        </h1>
        <Text ta="center" c="dimmed">
          {t('shell.welcomeText')}
        </Text>
        <Button component={Link} to="/sign-in" fullWidth size="md" leftSection={<IconLogin2 size={18} aria-hidden />}>
          {t('shell.signIn')}
        </Button>
        {isSaid('unowned') && (
          <Text ta="center" size="sm" role="note">
            {t('shell.unowned')}
          </Text>
        )}
        {isSaid('phones') && (
          <Button
            component="a"
            href="/phone/"
            fullWidth
            size="md"
            variant="default"
            leftSection={<IconDeviceMobile size={18} aria-hidden />}
          >
            {t('shell.beCustomer')}
          </Button>
        )}
      </Stack>
    </main>
  );
}

/** What the server says in the page: the emulated WhatsApp is on ("phones"), nobody has an account ("unowned"). */
const isSaid = (word: 'phones' | 'unowned'): boolean =>
  document.querySelector<HTMLMetaElement>('meta[name=parlour]')?.content.split(' ').includes(word) ?? false;
