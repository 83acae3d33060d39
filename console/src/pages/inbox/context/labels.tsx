import { TagsInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { problemToast } from '../../../ui/toast.tsx';
import { labelsOf, makeLabel } from '../calls.ts';
import type { Row } from '../model/shapes.ts';
import type { Changes } from '../use-changes.ts';
import { Section } from './section.tsx';

type Props = { row: Row; changes: Changes };

/** Labels of the conversation; one nobody has used before is made. */
export function Labels({ row, changes: { labels } }: Props) {
  const { t } = useTranslation('inbox');
  const { can } = useMe();
  const { data: all = [] } = useQuery(labelsOf(useBusiness()));
  const change = async (next: string[]) => {
    const add = next.map((name) => name.toLowerCase()).filter((name) => !row.labels.includes(name));
    try {
      for (const name of add) if (!all.some((known) => known.name === name)) await makeLabel(name);
      labels.mutate({ row, add, remove: row.labels.filter((name) => !next.includes(name)) });
    } catch (error) {
      problemToast(error);
    }
  };
  return (
    <Section title={t('inbox.context.labels')}>
      <TagsInput
        aria-label={t('inbox.context.labels')}
        data={all.map(({ name }) => name)}
        value={row.labels}
        maxTags={20}
        disabled={!can('conversations:write')}
        placeholder={row.labels.length === 0 ? t('inbox.context.addLabel') : undefined}
        onChange={(next) => void change(next)}
      />
    </Section>
  );
}
