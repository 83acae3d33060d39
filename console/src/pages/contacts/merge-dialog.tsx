import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../session/use-me.ts';
import { Choice, Choices } from '../../ui/choices.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { type Contact, type ContactRow, mergeContacts, peopleLike, undoMerge } from './calls.ts';

const TYPING_MS = 250;

/** Another contact is the same person: everything of theirs comes here, and can go back. */
export function MergeDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation('contacts');
  const [search, setSearch] = useState('');
  const [typed] = useDebouncedValue(search.trim(), TYPING_MS);
  const found = useQuery({ ...peopleLike(useBusiness(), typed), enabled: typed !== '' });
  const [other, setOther] = useState<ContactRow | null>(null);
  const undo = useWrite({
    write: (mergeId: string) => undoMerge(contact.id, mergeId),
    touches: ['contacts', 'conversations', 'orders', 'tickets'],
  });
  const write = useWrite({
    write: (contactId: string) => mergeContacts(contact.id, contactId),
    touches: ['contacts', 'conversations', 'orders', 'tickets'],
    done: ({ id }) => {
      onClose();
      return { message: t('contacts.merge.done'), undo: () => undo.mutate(id) };
    },
  });
  const people = (found.data ?? []).filter(({ id }) => id !== contact.id);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('contacts.merge.open')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack>
        <TextInput
          label={t('contacts.merge.other')}
          placeholder={t('contacts.search')}
          value={search}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            setOther(null);
          }}
          data-autofocus
        />
        <Choices isNothing={typed !== '' && found.isSuccess && people.length === 0}>
          {people.map((one) => (
            <Choice
              key={one.id}
              end={one.name && <bdi className="quiet">{one.phone}</bdi>}
              isPicked={other?.id === one.id}
              onPick={() => setOther(one)}
            >
              <bdi>{one.name || one.phone || t('contacts.nobody')}</bdi>
            </Choice>
          ))}
        </Choices>
        <Text size="sm" c="dimmed">
          {t('contacts.merge.text')}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button disabled={!other} loading={write.isPending} onClick={() => other && write.mutate(other.id)}>
            {t('contacts.merge.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
