import { Radio, Stack } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { Page } from '../../../ui/page.tsx';
import { DetailSkeleton } from '../../../ui/skeletons.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import { useWrite } from '../../../ui/use-write.ts';
import css from './inbox-settings.module.css';
import { Labels } from './labels.tsx';

const WAYS = ['unassigned', 'in_turn'] as const;

const settingsOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'inbox-settings'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/inbox/settings', { signal })),
  });

/** Who gets what the bot hands over, and the words conversations are sorted by. */
export function InboxSettingsPage() {
  const { t } = useTranslation('desk');
  return (
    <Page title={t('desk.inbox.title')} isFull={false}>
      <div className={css.wrap}>
        <HandOffs />
        <Labels />
      </div>
    </Page>
  );
}

function HandOffs() {
  const { t } = useTranslation('desk');
  const { can } = useMe();
  const { data, error, refetch } = useQuery(settingsOf(useBusiness()));
  const change = useWrite({
    write: (handOffs: (typeof WAYS)[number]) => answered(api.PUT('/api/v1/inbox/settings', { body: { handOffs } })),
    touches: ['inbox-settings'],
    done: () => ({ message: t('common.saved') }),
  });
  if (error) return <Trouble error={error} retry={refetch} />;
  if (!data) return <DetailSkeleton />;
  return (
    <section>
      <h2 className={css.heading}>{t('desk.handOffs.title')}</h2>
      <Radio.Group
        aria-label={t('desk.handOffs.title')}
        value={change.isPending ? change.variables : data.handOffs}
        onChange={(value) => {
          const way = WAYS.find((one) => one === value);
          if (way) change.mutate(way);
        }}
      >
        <Stack gap="sm">
          {WAYS.map((way) => (
            <Radio
              key={way}
              value={way}
              disabled={!can('business:write')}
              label={t(`desk.handOffs.${way}`)}
              description={t(`desk.handOffs.${way}Text`)}
            />
          ))}
        </Stack>
      </Radio.Group>
    </section>
  );
}
