import { TagsInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { type ContactRow, tagContacts } from './calls.ts';

type Props = { contacts: readonly ContactRow[]; known: string[]; onClose: () => void };

/** Tags for many people at once. */
export function BulkTagDialog({ contacts, known, onClose }: Props) {
  const { t } = useTranslation('contacts');
  const [tags, setTags] = useState<string[]>([]);
  const ids = contacts.map(({ id }) => id);
  const undo = useWrite({ write: (added: string[]) => tagContacts(ids, [], added), touches: ['contacts'] });
  const write = useWrite({
    write: () => tagContacts(ids, tags),
    touches: ['contacts'],
    done: () => {
      onClose();
      return { message: t('contacts.tagged'), undo: () => undo.mutate(tags) };
    },
  });
  return (
    <FormDialog
      title={t('contacts.tag')}
      onClose={onClose}
      onSubmit={() => write.mutate()}
      submit={t('contacts.tag')}
      isDisabled={tags.length === 0}
      isBusy={write.isPending}
    >
      <TagsInput
        label={t('contacts.column.tags')}
        description={t('contacts.tagHint')}
        data={known}
        value={tags}
        onChange={setTags}
        maxTags={50}
        data-autofocus
      />
    </FormDialog>
  );
}
