import { Button, Group, Modal, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFocusReturn } from './use-focus-return.ts';

type Props = {
  title: ReactNode;
  onClose: () => void;
  onSubmit: () => void;
  /** The fields; `data-autofocus` says where typing begins. */
  children: ReactNode;
  /** What the main button does. Absent: it saves. */
  submit?: ReactNode;
  isBusy: boolean;
  isDisabled?: boolean;
  /** The main button does what cannot be taken back. */
  isGrave?: boolean;
  /** One more way on, before "Cancel". */
  also?: ReactNode;
  /** Apart from the others, at the beginning of the row: removing. */
  apart?: ReactNode;
};

/** A dialog that is a form: fields, and beneath them "Cancel" and the one button that does it. */
export function FormDialog(props: Props) {
  const {
    title,
    onClose,
    onSubmit,
    children,
    submit,
    isBusy,
    isDisabled = false,
    isGrave = false,
    also,
    apart,
  } = props;
  const { t } = useTranslation();
  useFocusReturn();
  const buttons = (
    <>
      {also}
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" color={isGrave ? 'red' : undefined} loading={isBusy} disabled={isDisabled}>
        {submit ?? t('common.save')}
      </Button>
    </>
  );
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('common.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <Stack>
          {children}
          {apart ? (
            <Group justify="space-between">
              {apart}
              <Group gap="xs">{buttons}</Group>
            </Group>
          ) : (
            <Group justify="flex-end">{buttons}</Group>
          )}
        </Stack>
      </form>
    </Modal>
  );
}
