import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../session/use-me.ts';
import { useWrite } from '../../ui/use-write.ts';
import { type Contact, type ContactRow, mergeContacts, peopleLike, undoMerge } from './calls.ts';
import css from './contacts.module.css';

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
        <div className={css.results}>
          {people.map((one) => (
            <button
              key={one.id}
              type="button"
              className={css.choice}
              aria-pressed={other?.id === one.id}
              onClick={() => setOther(one)}
            >
              <bdi>{one.name || one.phone || t('contacts.nobody')}</bdi>
              {one.name && <bdi className={css.quiet}>{one.phone}</bdi>}
            </button>
          ))}
          {typed !== '' && found.isSuccess && people.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('common.nothingFound')}
            </Text>
          )}
        </div>
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
