import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { CopyField } from '../../../ui/copy-field.tsx';
import { Fact, Facts } from '../../../ui/facts.tsx';
import { DetailPane } from '../../../ui/list-with-detail.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import { useWrite } from '../../../ui/use-write.ts';
import {
  type Channel,
  type Check,
  healthOf,
  renameChannel,
  renewCredentials,
  renewVerifyToken,
  subscribeChannel,
  syncTemplates,
} from '../calls.ts';
import css from '../settings.module.css';
import { ChannelBadge } from './channels-page.tsx';
import { CheckList, FixButton } from './check-list.tsx';

/** One number: what WhatsApp says of it now, with a repair for what is wrong, and its credentials. */
export function ChannelDetail({ channel, onClose }: { channel: Channel; onClose: () => void }) {
  const { t } = useTranslation('channels');
  const { can } = useMe();
  return (
    <DetailPane title={channel.name} onClose={onClose} actions={<ChannelBadge channel={channel} />}>
      <div className={css.detail}>
        <Facts isLong mb={16}>
          <Fact label={t('channels.address')}>
            <bdi>{channel.address || '–'}</bdi>
          </Fact>
          <Fact label={t('channels.phoneNumberId')}>{channel.externalId}</Fact>
          <Fact label={t('channels.accountId')}>{channel.accountId ?? t('channels.unknown')}</Fact>
          {channel.statusReason && channel.status !== 'off' && (
            <Fact label={t('channels.why')}>{channel.statusReason}</Fact>
          )}
        </Facts>
        <Health channel={channel} />
        {can('channels:write') && (
          <>
            <Naming channel={channel} />
            {!channel.emulated && <Renewing channel={channel} />}
          </>
        )}
      </div>
    </DetailPane>
  );
}

function Health({ channel }: { channel: Channel }) {
  const { t } = useTranslation('channels');
  const { can } = useMe();
  const business = useBusiness();
  const queries = useQueryClient();
  const query = useQuery(healthOf(business, channel.id));
  const again = () => queries.invalidateQueries({ queryKey: healthOf(business, channel.id).queryKey });
  const subscribe = useWrite({
    write: () => subscribeChannel(channel.id),
    touches: ['channels', 'channel-health'],
    done: () => ({ message: t('channels.subscribed') }),
  });
  const sync = useWrite({
    write: () => syncTemplates(channel.id),
    touches: ['channels', 'templates', 'channel-health'],
    done: () => ({ message: t('channels.synced') }),
  });
  const fix = ({ id }: Check) => {
    if (!can('channels:write')) return null;
    if (id === 'subscription' || id === 'webhook')
      return (
        <FixButton isBusy={subscribe.isPending} onClick={() => subscribe.mutate()}>
          {t('channels.fixSubscription')}
        </FixButton>
      );
    if (id === 'templates' && channel.accountId)
      return (
        <FixButton isBusy={sync.isPending} onClick={() => sync.mutate()}>
          {t('channels.fixTemplates')}
        </FixButton>
      );
    return null;
  };
  return (
    <section aria-label={t('channels.health')}>
      <Group justify="space-between">
        <h3 className={css.heading}>{t('channels.health')}</h3>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={query.isFetching}
          onClick={() => void again()}
        >
          {t('channels.lookAgain')}
        </Button>
      </Group>
      {query.data && (
        <Text size="sm" c="dimmed">
          {t('channels.lookedAt')} <RelativeTime at={query.data.checkedAt} />
        </Text>
      )}
      {query.isPending && <ListSkeleton rows={6} />}
      {query.error && <Trouble error={query.error} retry={again} />}
      {query.data && <CheckList checks={query.data.checks} fix={fix} />}
    </section>
  );
}

function Naming({ channel }: { channel: Channel }) {
  const { t } = useTranslation('channels');
  const [name, setName] = useState(channel.name);
  const [accountId, setAccountId] = useState(channel.accountId ?? '');
  const save = useWrite({
    write: (change: { name?: string; accountId?: string }) => renameChannel(channel.id, change),
    touches: ['channels', 'channel-health'],
    done: () => ({ message: t('channels.saved'), undo: (): void => save.mutate({ name: channel.name }) }),
  });
  const change = {
    ...(name.trim() && name !== channel.name ? { name } : {}),
    ...(accountId.trim() && accountId !== channel.accountId ? { accountId } : {}),
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(change);
      }}
    >
      <h3 className={css.heading}>{t('channels.details')}</h3>
      <Stack gap="sm" mt="sm">
        <TextInput
          label={t('channels.name')}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t('channels.accountId')}
          value={accountId}
          inputMode="numeric"
          onChange={(event) => setAccountId(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" variant="default" loading={save.isPending} disabled={Object.keys(change).length === 0}>
            {t('channels.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Renewing({ channel }: { channel: Channel }) {
  const { t } = useTranslation('channels');
  const [accessToken, setToken] = useState('');
  const [appSecret, setSecret] = useState('');
  const [shown, setShown] = useState<{ verifyToken: string; webhookUrl: string | null } | null>(null);
  const renew = useWrite({
    write: () =>
      renewCredentials(channel.id, { ...(accessToken ? { accessToken } : {}), ...(appSecret ? { appSecret } : {}) }),
    touches: ['channels', 'channel-health'],
    done: () => {
      setToken('');
      setSecret('');
      return { message: t('channels.renewed') };
    },
  });
  const verify = useWrite({
    write: () => renewVerifyToken(channel.id),
    done: (made) => {
      setShown(made);
      return null;
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        renew.mutate();
      }}
    >
      <h3 className={css.heading}>{t('channels.credentials')}</h3>
      <Text size="sm" c="dimmed">
        {t('channels.credentialsText')}
      </Text>
      <Stack gap="sm" mt="sm">
        <PasswordInput
          label={t('channels.accessToken')}
          autoComplete="off"
          value={accessToken}
          onChange={(event) => setToken(event.currentTarget.value)}
        />
        <PasswordInput
          label={t('channels.appSecret')}
          autoComplete="off"
          value={appSecret}
          onChange={(event) => setSecret(event.currentTarget.value)}
        />
        <Group>
          <Button type="submit" variant="default" loading={renew.isPending} disabled={!accessToken && !appSecret}>
            {t('channels.renew')}
          </Button>
          <Button variant="subtle" loading={verify.isPending} onClick={() => verify.mutate()}>
            {t('channels.newVerifyToken')}
          </Button>
        </Group>
        {shown && (
          <>
            <Text size="sm">{t('channels.verifyTokenText')}</Text>
            {shown.webhookUrl && <CopyField label={t('channels.webhookUrl')} value={shown.webhookUrl} />}
            <CopyField label={t('channels.verifyToken')} value={shown.verifyToken} />
          </>
        )}
      </Stack>
    </form>
  );
}
