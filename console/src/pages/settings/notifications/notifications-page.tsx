import { Button, Checkbox, Stack, Text } from '@mantine/core';
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import { useBusiness } from '../../../session/use-me.ts';
import { Page } from '../../../ui/page.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import { useWrite } from '../../../ui/use-write.ts';
import css from '../settings.module.css';
import { currentSubscription, NOTICE_KINDS, type NoticeKind, subscribe, unsubscribe, whyNot } from './push.ts';

const wishesOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'notices', 'wishes'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/notices/wishes', { signal })),
  });
const browserOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'notices', 'browser'],
    queryFn: async () => (await currentSubscription()) !== null,
  });

/** What one is told of while no screen is open: in this browser, and by mail. */
export function NotificationsPage() {
  const { t } = useTranslation('business');
  return (
    <Page title={t('business.notices.title')} isFull={false}>
      <div className={css.form}>
        <h2 className={css.heading}>{t('business.notices.browser')}</h2>
        <Text size="sm" c="dimmed" mb="sm">
          {t('business.notices.browserText')}
        </Text>
        <ThisBrowser />
        <h2 className={css.heading}>{t('business.notices.mail')}</h2>
        <Text size="sm" c="dimmed" mb="sm">
          {t('business.notices.mailText')}
        </Text>
        <ByMail />
      </div>
    </Page>
  );
}

function ThisBrowser() {
  const { t } = useTranslation('business');
  const business = useBusiness();
  const queries = useQueryClient();
  const isOn = useQuery(browserOf(business));
  const why = whyNot();
  const again = () => queries.invalidateQueries({ queryKey: browserOf(business).queryKey });
  const on = useWrite({
    write: () => subscribe([...NOTICE_KINDS]),
    done: (came) => {
      void again();
      return { message: t(`business.notices.${came === 'on' ? 'nowOn' : came}`) };
    },
  });
  const off = useWrite({
    write: unsubscribe,
    done: () => {
      void again();
      return { message: t('business.notices.nowOff') };
    },
  });
  if (why) return <Text>{t(`business.notices.${why}`)}</Text>;
  if (isOn.isPending) return <ListSkeleton rows={1} />;
  return (
    <Stack align="flex-start" gap="sm">
      <StatusBadge tone={isOn.data ? 'good' : 'quiet'}>
        {t(isOn.data ? 'business.notices.on' : 'business.notices.off')}
      </StatusBadge>
      {isOn.data ? (
        <Button variant="default" loading={off.isPending} onClick={() => off.mutate()}>
          {t('business.notices.turnOff')}
        </Button>
      ) : (
        <Button loading={on.isPending} onClick={() => on.mutate()}>
          {t('business.notices.turnOn')}
        </Button>
      )}
    </Stack>
  );
}

function ByMail() {
  const { t } = useTranslation('business');
  const business = useBusiness();
  const query = useQuery(wishesOf(business));
  const save = useWrite({
    write: (byMail: NoticeKind[]) => answered(api.PUT('/api/v1/notices/wishes', { body: { byMail } })),
    touches: ['notices'],
    done: () => ({ message: t('business.notices.saved') }),
  });
  if (query.isPending) return <ListSkeleton rows={3} />;
  if (query.error) return <Trouble error={query.error} retry={query.refetch} />;
  return (
    <Checkbox.Group
      aria-label={t('business.notices.mail')}
      value={query.data.byMail}
      onChange={(chosen) => save.mutate(NOTICE_KINDS.filter((kind) => chosen.includes(kind)))}
    >
      <Stack gap="sm">
        {NOTICE_KINDS.map((kind) => (
          <Checkbox key={kind} value={kind} disabled={save.isPending} label={t(`business.notices.kind.${kind}`)} />
        ))}
      </Stack>
    </Checkbox.Group>
  );
}
