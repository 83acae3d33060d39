import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import { useMe } from '../../../session/use-me.ts';
import { CopyField } from '../../../ui/copy-field.tsx';
import { useWrite } from '../../../ui/use-write.ts';
import type { Role } from './calls.ts';
import { RoleSelect } from './role-select.tsx';

/** Invites somebody, and shows the link this once. */
export function InviteDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const { t } = useTranslation('team');
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('team.invite')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {isOpen && <InviteForm onClose={onClose} />}
    </Modal>
  );
}

function InviteForm({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('team');
  const { role: mine } = useMe();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('agent');
  const invite = useWrite({
    write: () => answered(api.POST('/api/v1/team/invitations', { body: { email, role } })),
    touches: ['team'],
  });
  if (invite.data)
    return (
      <Stack>
        <Text size="sm">{t(invite.data.mailed ? 'team.mailed' : 'team.notMailed', { email })}</Text>
        <CopyField label={t('team.link')} value={invite.data.link} />
        <Text size="xs" c="dimmed">
          {t('team.linkText')}
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('team.done')}</Button>
        </Group>
      </Stack>
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    invite.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput
          label={t('team.email')}
          type="email"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          data-autofocus
          required
          withAsterisk={false}
        />
        <RoleSelect
          label={t('team.role')}
          value={role}
          onChange={setRole}
          hasOwner={mine === 'owner' || mine === null}
          isLabelShown
        />
        <Text size="sm" c="dimmed">
          {t(`team.roles.${role}`)}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={invite.isPending}>
            {t('team.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
