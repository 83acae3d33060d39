import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness } from '../../../session/use-me.ts';
import { CopyField } from '../../../ui/copy-field.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import { useWrite } from '../../../ui/use-write.ts';
import { type Channel, type Connected, healthOf, renewVerifyToken, subscribeChannel } from '../calls.ts';
import { CheckList } from '../channels/check-list.tsx';

/** How messages find their way here: by a button where our address is known, by hand at Meta everywhere else. */
export function WebhookStep({ channel, connected }: { channel: Channel | null; connected: Connected | null }) {
  const { t } = useTranslation('channels');
  if (!channel) return <p>{t('channels.setUp.noNumber')}</p>;
  if (channel.emulated) return <p>{t('channels.setUp.demoWebhook')}</p>;
  return <RealWebhook channel={channel} connected={connected} />;
}

function RealWebhook({ channel, connected }: { channel: Channel; connected: Connected | null }) {
  const { t } = useTranslation('channels');
  const business = useBusiness();
  const queries = useQueryClient();
  const [shown, setShown] = useState(connected);
  const health = useQuery(healthOf(business, channel.id));
  const again = () => queries.invalidateQueries({ queryKey: healthOf(business, channel.id).queryKey });
  const renew = useWrite({
    write: () => renewVerifyToken(channel.id),
    done: (made) => {
      setShown((before) => ({ channel, checks: [], ...before, ...made }));
      return null;
    },
  });
  const subscribe = useWrite({
    write: () => subscribeChannel(channel.id),
    touches: ['channel-health'],
    done: () => ({ message: t('channels.subscribed') }),
  });
  return (
    <Stack gap="md" mt="sm" maw={560}>
      <Text size="sm">{t('channels.setUp.webhookText')}</Text>
      {shown?.webhookUrl === null && <Text size="sm">{t('channels.setUp.noPublicUrl')}</Text>}
      {shown?.webhookUrl && <CopyField label={t('channels.webhookUrl')} value={shown.webhookUrl} />}
      {shown && <CopyField label={t('channels.verifyToken')} value={shown.verifyToken} />}
      <Group>
        <Button variant="light" loading={subscribe.isPending} onClick={() => subscribe.mutate()}>
          {t('channels.fixSubscription')}
        </Button>
        {!shown && (
          <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
            {t('channels.newVerifyToken')}
          </Button>
        )}
        <Button variant="default" loading={health.isFetching} onClick={() => void again()}>
          {t('channels.lookAgain')}
        </Button>
      </Group>
      <div aria-live="polite">
        {health.isPending && <ListSkeleton rows={5} />}
        {health.error && <Trouble error={health.error} retry={again} />}
        {health.data && <CheckList checks={health.data.checks} />}
      </div>
    </Stack>
  );
}
