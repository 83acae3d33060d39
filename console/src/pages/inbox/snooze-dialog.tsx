import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isSnooze, localMoment } from './model/snooze.ts';

type Props = { onPick: (until: Date) => void; onClose: () => void };

/** A moment of one's own to see a conversation again. */
export function SnoozeDialog({ onPick, onClose }: Props) {
  const { t } = useTranslation('inbox');
  const [text, setText] = useState(() => localMoment(new Date(Date.now() + 24 * 3_600_000)));
  const until = new Date(text);
  const isFine = isSnooze(until, new Date());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isFine) return;
    onPick(until);
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('inbox.snooze.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <TextInput
            type="datetime-local"
            label={t('inbox.snooze.when')}
            value={text}
            min={localMoment(new Date())}
            data-autofocus
            error={!isFine && t('inbox.snooze.past')}
            onChange={({ currentTarget }) => setText(currentTarget.value)}
          />
          <Text size="sm" c="dimmed">
            {t('inbox.snooze.pickText')}
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={!isFine}>
              {t('inbox.bulk.snooze')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
