import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Sendable } from '../model/shapes.ts';
import { Choices } from '../thread/choices.tsx';
import { RichText } from '../thread/rich-text.tsx';
import css from './composer.module.css';

/** @see WhatsApp Business Platform, Messages, "Interactive reply buttons messages" */
const MOST_BUTTONS = 3;
const LONGEST_TITLE = 20;
const LONGEST_BODY = 1_024;

type Props = { text: string; onSend: (content: Sendable) => void; onClose: () => void };

/** A question with up to three answers to press. */
export function ButtonsEditor({ text, onSend, onClose }: Props) {
  const { t } = useTranslation('inbox');
  const [body, setBody] = useState(text);
  const [titles, setTitles] = useState(['', '', '']);
  const given = titles.map((title) => title.trim()).filter(Boolean);
  const isDouble = new Set(given).size < given.length;
  const isReady = body.trim() !== '' && body.length <= LONGEST_BODY && given.length > 0 && !isDouble;
  const send = () => {
    const buttons = given.map((title, index) => ({ id: `reply-${index + 1}`, title }));
    onSend({ type: 'buttons', body: body.trim(), buttons });
    onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('inbox.buttons.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Stack gap="sm">
        <Textarea
          label={t('inbox.buttons.body')}
          value={body}
          maxLength={LONGEST_BODY}
          autosize
          minRows={2}
          maxRows={6}
          dir="auto"
          data-autofocus
          onChange={({ currentTarget }) => setBody(currentTarget.value)}
        />
        {titles.map((title, index) => (
          <TextInput
            // biome-ignore lint/suspicious/noArrayIndexKey: there are always three
            key={index}
            label={t('inbox.buttons.one', { number: index + 1, of: MOST_BUTTONS })}
            value={title}
            maxLength={LONGEST_TITLE}
            dir="auto"
            error={
              isDouble && given.indexOf(title.trim()) !== given.lastIndexOf(title.trim()) && t('inbox.buttons.double')
            }
            onChange={({ currentTarget: { value } }) => setTitles(titles.with(index, value))}
          />
        ))}
        {given.length > 0 && (
          <div className={css.preview}>
            <RichText text={body} />
            <Choices titles={given} />
          </div>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button disabled={!isReady} onClick={send}>
            {t('inbox.composer.send')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
