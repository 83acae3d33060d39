import { Skeleton } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import css from './context.module.css';

/** One subject of the panel. */
export const Section = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={css.section}>
    <h4>{title}</h4>
    {children}
  </section>
);

type KnownProps<One> = { data: One[] | undefined; error: unknown; none: string; children: (data: One[]) => ReactNode };

/** Rows, or their size while they come, or what there is instead. */
export function Known<One>({ data, error, none, children }: KnownProps<One>) {
  const { t } = useTranslation();
  if (error && !data) return <p className={css.quiet}>{t('common.problem.ours')}</p>;
  if (!data) return <Skeleton height={44} />;
  if (data.length === 0) return <p className={css.quiet}>{none}</p>;
  return <ul className={css.rows}>{children(data)}</ul>;
}
