import { Button, type ButtonProps, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { problemToast } from './toast.tsx';

type Props = ButtonProps & {
  children: ReactNode;
  /** What will happen, as a question: "Erase this contact?" */
  question: string;
  /** What it means and that it cannot be undone. */
  text: ReactNode;
  /** The word of the button that does it: "Erase contact". */
  confirm: string;
  onConfirm: () => unknown;
};

/** For what cannot be undone: asks once, in words that say what happens. */
export function ConfirmButton({ children, question, text, confirm, onConfirm, ...button }: Props) {
  const { t } = useTranslation();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [isBusy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      await onConfirm();
      close();
    } catch (error) {
      problemToast(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button variant="default" {...button} onClick={open}>
        {children}
      </Button>
      <Modal opened={isOpen} onClose={close} title={question} closeButtonProps={{ 'aria-label': t('common.close') }}>
        <Stack>
          <Text size="sm">{text}</Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {t('common.cancel')}
            </Button>
            <Button color="red" loading={isBusy} onClick={() => void run()}>
              {confirm}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
