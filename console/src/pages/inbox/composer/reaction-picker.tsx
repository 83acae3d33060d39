import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmojiGrid } from './emoji.tsx';

/** One emoji on a message of the customer. */
export function ReactionPicker({ onPick, onClose }: { onPick: (emoji: string) => void; onClose: () => void }) {
  const { t } = useTranslation('inbox');
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('inbox.message.react')}
      size="auto"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <EmojiGrid onPick={onPick} />
    </Modal>
  );
}
