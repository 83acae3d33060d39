import { Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import css from './empty-state.module.css';
import type { IconType } from './icon-type.ts';

type Props = { icon?: IconType; title: string; text?: ReactNode; action?: ReactNode };

/** What is missing here, and the next step. */
export function EmptyState({ icon: Icon, title, text, action }: Props) {
  return (
    <Stack className={css.state} align="center" gap="xs">
      {Icon && <Icon size={32} stroke={1.25} className={css.icon} aria-hidden />}
      <Text fw={600}>{title}</Text>
      {text && (
        <Text c="dimmed" size="sm" ta="center" maw={420}>
          {text}
        </Text>
      )}
      {action && <div className={css.actions}>{action}</div>}
    </Stack>
  );
}
