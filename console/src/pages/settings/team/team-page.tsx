import { Avatar, Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconShieldCheck, IconUserPlus, IconUsers } from '@tabler/icons-react';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { ConfirmButton } from '../../../ui/confirm-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Page } from '../../../ui/page.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useWrite } from '../../../ui/use-write.ts';
import { type Role, teamOf } from './calls.ts';
import { Invitations } from './invitations.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { RoleSelect } from './role-select.tsx';
import { SecondFactorRule } from './second-factor-rule.tsx';
import css from './team.module.css';

type Member = { id: string; name: string; email: string; role: Role; secondFactor: boolean; lastSeenAt: string | null };

/** Who works here and as what; who is invited; what is asked of them to come in. */
export function TeamPage() {
  const { t } = useTranslation('team');
  const business = useBusiness();
  const { can } = useMe();
  const { data } = useSuspenseQuery(teamOf(business));
  const [isInviting, { open, close }] = useDisclosure(false);
  const invite = can('team:write') && (
    <Button leftSection={<IconUserPlus size={18} aria-hidden />} onClick={open}>
      {t('team.invite')}
    </Button>
  );
  return (
    <Page title={t('team.title')} action={invite} isFull={false}>
      <div className={css.wrap}>
        {data.items.length === 0 ? (
          <EmptyState icon={IconUsers} title={t('team.empty')} text={t('team.emptyText')} action={invite} />
        ) : (
          <ul className={css.rows} aria-label={t('team.title')}>
            {data.items.map((member) => (
              <MemberRow key={member.id} member={member} />
            ))}
          </ul>
        )}
        <Invitations />
        <SecondFactorRule />
      </div>
      <InviteDialog isOpen={isInviting} onClose={close} />
    </Page>
  );
}

function MemberRow({ member }: { member: Member }) {
  const { t } = useTranslation(['team', 'shell']);
  const { can, person, role: mine } = useMe();
  const isMe = person?.id === member.id;
  const mayChange = can('team:write') && (member.role !== 'owner' || mine === 'owner' || mine === null);
  const change = useWrite({
    write: (role: Role) =>
      answered(api.PATCH('/api/v1/team/{id}', { params: { path: { id: member.id } }, body: { role } })),
    touches: ['team'],
    done: ({ name, role }) => ({ message: t('team.changed', { name, role: t(`shell.roles.${role}`) }) }),
  });
  const remove = useWrite({
    write: () => answered(api.DELETE('/api/v1/team/{id}', { params: { path: { id: member.id } } })),
    touches: ['team'],
    done: () => ({ message: t('team.removed', { name: member.name }) }),
  });
  return (
    <li className={css.row}>
      <div className={css.who}>
        <Avatar size={32} name={member.name} color="initials" alt="" />
        <span className={css.names}>
          <span>
            {member.name} {isMe && <Text span size="sm" c="dimmed">{`(${t('team.you')})`}</Text>}
          </span>
          <small>{member.email}</small>
        </span>
      </div>
      {mayChange ? (
        <RoleSelect
          label={t('team.roleOf', { name: member.name })}
          value={member.role}
          onChange={(role) => role !== member.role && change.mutate(role)}
          hasOwner={mine === 'owner' || mine === null}
        />
      ) : (
        <span>{t(`shell.roles.${member.role}`)}</span>
      )}
      {member.secondFactor ? (
        <StatusBadge tone="good" icon={IconShieldCheck}>
          {t('team.secondFactor')}
        </StatusBadge>
      ) : (
        <Text size="sm" c="dimmed">
          {t('team.passwordOnly')}
        </Text>
      )}
      <Text size="sm" c="dimmed" component="span">
        {member.lastSeenAt ? <RelativeTime at={member.lastSeenAt} /> : t('team.neverSeen')}
      </Text>
      <span className={css.end}>
        {mayChange && (
          <ConfirmButton
            size="xs"
            question={t('team.removeQuestion', { name: member.name })}
            text={t('team.removeText')}
            confirm={t('team.remove')}
            onConfirm={() => remove.mutateAsync().catch(() => {})}
          >
            {t('common.remove')}
          </ConfirmButton>
        )}
      </span>
    </li>
  );
}
