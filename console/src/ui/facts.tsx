import { Box } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './facts.module.css';

type FactsProps = {
  children: ReactNode;
  /** Values such as ids and addresses: on phones they stand under what they are. */
  isLong?: boolean;
  /** Values begin at the same place whatever the labels are, as those that people write themselves are. */
  isAligned?: boolean;
  mb?: number;
};

/** What is known of one thing: what it is, and beside it what it says. */
export const Facts = ({ children, isLong = false, isAligned = false, mb }: FactsProps) => (
  <Box
    component="dl"
    className={css.facts}
    data-long={isLong || undefined}
    data-aligned={isAligned || undefined}
    mb={mb}
  >
    {children}
  </Box>
);

type FactProps = {
  label: ReactNode;
  children: ReactNode;
  /** What somebody wrote, in whichever direction they write. */
  isWritten?: boolean;
};

export const Fact = ({ label, children, isWritten = false }: FactProps) => (
  <>
    <dt>{label}</dt>
    <dd dir={isWritten ? 'auto' : undefined}>{children}</dd>
  </>
);
