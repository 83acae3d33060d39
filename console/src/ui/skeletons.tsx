import { Group, Skeleton, Stack } from '@mantine/core';
import css from './skeletons.module.css';

/** Rows that are on their way; each as high as a row. */
export function ListSkeleton({ rows = 8 }: { rows?: number }) {
  return (
    <div aria-hidden>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
        <div className={css.row} key={row}>
          <Skeleton height={12} width={`${34 - ((row * 7) % 13)}%`} radius="sm" />
          <Skeleton height={12} width={`${22 - ((row * 5) % 9)}%`} radius="sm" />
          <Skeleton height={12} width="12%" radius="sm" ms="auto" />
        </div>
      ))}
    </div>
  );
}

/** A detail that is on its way. */
export function DetailSkeleton() {
  return (
    <Stack p="md" gap="md" aria-hidden>
      <Group>
        <Skeleton circle height={40} />
        <Stack gap={8} flex={1}>
          <Skeleton height={14} width="50%" />
          <Skeleton height={12} width="30%" />
        </Stack>
      </Group>
      <Skeleton height={96} />
      <Skeleton height={160} />
    </Stack>
  );
}

/** A number that is on its way, as wide as most. */
export function NumberSkeleton() {
  return <Skeleton height={28} width={72} my={4} aria-hidden />;
}
