import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWrite } from '../../ui/use-write.ts';
import { FindingList } from './finding-list.tsx';
import { type Finding, type Flow, publishDraft, restoreVersion } from './flow-queries.ts';
import { RehearsalPart } from './rehearsal.tsx';

type Props = {
  flow: Flow;
  seen: string | null;
  findings: readonly Finding[];
  isDisabled: boolean;
  /** Saves what is not saved yet; the answer is what was seen. */
  onBefore: () => Promise<string | null>;
  onPublished: () => void;
  onLine: (line: number) => void;
};

/** Says what is wrong, if anything is, and publishes; customers get it from their next conversation on. */
export function PublishButton({ flow, findings, isDisabled, onBefore, onPublished, onLine }: Props) {
  const { t } = useTranslation('flows');
  const [isOpen, { open, close }] = useDisclosure(false);
  const [note, setNote] = useState('');
  const errors = findings.filter(({ severity }) => severity === 'error');
  const before = flow.number;
  const back = useWrite({
    write: (number: number) => restoreVersion(flow.name, number),
    touches: ['flows'],
    done: () => ({ message: t('flows.restored') }),
  });
  const publish = useWrite({
    write: async () => publishDraft(flow.name, note, await onBefore()),
    touches: ['flows'],
    done: () => {
      close();
      setNote('');
      onPublished();
      return { message: t('flows.isPublished'), ...(before === null ? {} : { undo: () => back.mutate(before) }) };
    },
  });
  return (
    <>
      <Button onClick={open} disabled={isDisabled}>
        {t('flows.publish')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('flows.publishTitle')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            publish.mutate();
          }}
        >
          <Stack>
            <Text size="sm">
              {errors.length > 0 ? t('flows.hasErrors', { count: errors.length }) : t('flows.publishAdvice')}
            </Text>
            <FindingList
              findings={findings}
              onChoose={(line) => {
                close();
                onLine(line);
              }}
            />
            {errors.length === 0 && <RehearsalPart name={flow.name} onBefore={onBefore} />}
            <TextInput
              label={t('flows.note')}
              description={t('flows.noteAdvice')}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
              maxLength={500}
              data-autofocus
            />
            <Group justify="flex-end">
              <Button variant="default" onClick={close}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" disabled={errors.length > 0} loading={publish.isPending}>
                {t('flows.publish')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
