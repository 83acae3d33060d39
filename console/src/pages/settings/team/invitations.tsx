import { Button, Text } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { useWrite } from '../../../ui/use-write.ts';
import { invitationsOf } from './calls.ts';
import css from './team.module.css';

/** Who was invited and has not come yet. */
export function Invitations() {
  const { t } = useTranslation(['team', 'shell']);
  const { can } = useMe();
  const { data } = useSuspenseQuery(invitationsOf(useBusiness()));
  const revoke = useWrite({
    write: (id: string) => answered(api.DELETE('/api/v1/team/invitations/{id}', { params: { path: { id } } })),
    touches: ['team'],
    done: () => ({ message: t('team.revoked') }),
  });
  if (data.items.length === 0) return null;
  return (
    <section>
      <h2 className={css.heading}>{t('team.invitations')}</h2>
      <ul className={css.rows}>
        {data.items.map(({ id, email, role, invitedBy, expiresAt }) => (
          <li key={id} className={css.row} data-kind="invitation">
            <span className={css.names}>
              <span>{email}</span>
              <small>{t('team.invitedBy', { name: invitedBy })}</small>
            </span>
            <span>{t(`shell.roles.${role}`)}</span>
            <Text size="sm" c="dimmed" component="span">
              {t('team.ends')} <RelativeTime at={expiresAt} />
            </Text>
            <span className={css.end}>
              {can('team:write') && (
                <Button size="xs" variant="default" onClick={() => revoke.mutate(id)}>
                  {t('team.revoke')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
