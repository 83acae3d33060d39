import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../ui/use-write.ts';
import { addNote } from './calls.ts';

/** A word for the team beside the order. */
export function OrderNotes({ number }: { number: number }) {
  const { t } = useTranslation('orders');
  const [text, setText] = useState('');
  const add = useWrite({
    write: () => addNote(number, text),
    touches: ['orders'],
    done: () => {
      setText('');
      return null;
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) add.mutate();
      }}
    >
      <Stack gap="xs">
        <Textarea
          label={t('orders.note.label')}
          description={t('orders.note.hint')}
          autosize
          minRows={2}
          maxLength={10_000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button type="submit" variant="default" loading={add.isPending} disabled={!text.trim()}>
            {t('orders.note.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
