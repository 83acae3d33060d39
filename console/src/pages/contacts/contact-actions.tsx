import { ActionIcon, Button, Group, Menu, Modal, Stack, Text } from '@mantine/core';
import { IconDots, IconGitMerge, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/use-me.ts';
import { useWrite } from '../../ui/use-write.ts';
import { type Contact, eraseContact } from './calls.ts';
import { ContactForm } from './contact-form.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { isHere, titleOf } from './person.ts';

/** What is done with a contact as a whole: edited, merged, erased. */
export function ContactActions({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const { can } = useMe();
  const [open, setOpen] = useState<'edit' | 'merge' | 'erase' | null>(null);
  const close = () => setOpen(null);
  if (!isHere(contact) || !can('contacts:write')) return null;
  return (
    <>
      <ActionIcon onClick={() => setOpen('edit')} aria-label={t('contacts.edit')}>
        <IconPencil size={18} aria-hidden />
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('contacts.more')}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconGitMerge size={16} aria-hidden />} onClick={() => setOpen('merge')}>
            {t('contacts.merge.open')}
          </Menu.Item>
          {can('business:write') && (
            <Menu.Item
              c="var(--red)"
              leftSection={<IconTrash size={16} aria-hidden />}
              onClick={() => setOpen('erase')}
            >
              {t('contacts.erase.open')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {open === 'edit' && <ContactForm contact={contact} onClose={close} />}
      {open === 'merge' && <MergeDialog contact={contact} onClose={close} />}
      {open === 'erase' && <EraseDialog contact={contact} onClose={close} />}
    </>
  );
}

function EraseDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation('contacts');
  const write = useWrite({
    write: () => eraseContact(contact.id),
    touches: ['contacts'],
    done: () => {
      onClose();
      return { message: t('contacts.erase.done') };
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('contacts.erase.question', { name: titleOf(contact) ?? t('contacts.nobody') })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <Text size="sm">{t('contacts.erase.text')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button color="red" loading={write.isPending} onClick={() => write.mutate()}>
            {t('contacts.erase.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
