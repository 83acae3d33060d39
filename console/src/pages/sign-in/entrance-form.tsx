import { Button, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { EntranceProblem } from './entrance.tsx';
import type { useStep } from './use-step.ts';

type Props = {
  step: ReturnType<typeof useStep>;
  /** What the button does. */
  submit: string;
  /** The fields. */
  children?: ReactNode;
  /** Other ways on, under the button. */
  others?: ReactNode;
};

/** A form of the entrance: fields, what went wrong, the one button. */
export const EntranceForm = ({ step: { error, isBusy, submit: send }, submit, children, others }: Props) => (
  <form onSubmit={send}>
    <Stack gap="md">
      {children}
      <EntranceProblem error={error} />
      <Button type="submit" loading={isBusy} fullWidth size="md">
        {submit}
      </Button>
      {others}
    </Stack>
  </form>
);
