import { Button, Group } from '@mantine/core';
import { IconDeviceDesktop } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import { useBusiness } from '../../../session/use-me.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useWrite } from '../../../ui/use-write.ts';
import css from './account.module.css';
import { browserName } from './browser-name.ts';
import { sessionsOf } from './calls.ts';

/** Where one is signed in, and signing out there. */
export function SessionsSection() {
  const { t } = useTranslation('account');
  const { data } = useSuspenseQuery(sessionsOf(useBusiness()));
  const end = useWrite({
    write: (id: string) => answered(api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } })),
    touches: ['sessions'],
    done: () => ({ message: t('account.ended') }),
  });
  const endOthers = useWrite({
    write: () => answered(api.DELETE('/api/v1/me/sessions')),
    touches: ['sessions'],
    done: () => ({ message: t('account.othersEnded') }),
  });
  return (
    <section>
      <h2 className={css.heading}>{t('account.sessions')}</h2>
      <ul className={css.rows}>
        {data.items.map(({ id, current, browser, address, usedAt }) => (
          <li key={id} className={css.row}>
            <IconDeviceDesktop size={20} stroke={1.5} aria-hidden />
            <span className={css.names}>
              <span>{browserName(browser) ?? t('account.someBrowser')}</span>
              <small>
                {address && <bdi>{`${address} · `}</bdi>}
                <RelativeTime at={usedAt} />
              </small>
            </span>
            {current ? (
              <StatusBadge tone="quiet" icon={null}>
                {t('account.thisOne')}
              </StatusBadge>
            ) : (
              <Button size="xs" variant="default" onClick={() => end.mutate(id)}>
                {t('account.end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {data.items.length > 1 && (
        <Group>
          <Button variant="default" loading={endOthers.isPending} onClick={() => endOthers.mutate()}>
            {t('account.endOthers')}
          </Button>
        </Group>
      )}
    </section>
  );
}
