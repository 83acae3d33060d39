import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { CopyField } from '../../ui/copy-field.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { DetailPane } from '../../ui/list-with-detail.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useList } from '../../ui/use-list.ts';
import { useWrite } from '../../ui/use-write.ts';
import {
  changeEndpoint,
  type Delivery,
  type DeliveryState,
  deliveriesOf,
  type Endpoint,
  type EndpointDraft,
  removeEndpoint,
  renewSecret,
  replayRange,
  testEndpoint,
  wordOf,
} from './calls.ts';
import { DeliveryBadge, DeliveryDialog } from './delivery-dialog.tsx';
import css from './developers.module.css';
import { EndpointFields } from './new-endpoint.tsx';
import { EndpointBadge } from './webhooks-page.tsx';

type Props = { endpoint: Endpoint; onClose: () => void };

/** One endpoint: what it is told, its secret, and everything that was sent to it. */
export function EndpointDetail({ endpoint, onClose }: Props) {
  const { t } = useTranslation('developers');
  const { can } = useMe();
  const mayWrite = can('webhooks:write');
  const test = useWrite({
    write: () => testEndpoint(endpoint.id),
    touches: ['webhooks'],
    done: () => ({ message: t('developers.webhooks.tested') }),
  });
  return (
    <DetailPane title={<bdi>{endpoint.url}</bdi>} onClose={onClose} actions={<EndpointBadge endpoint={endpoint} />}>
      <div className={css.detail}>
        {!endpoint.enabled && <Text size="sm">{endpoint.disabledReason}</Text>}
        <Facts isLong mb={16}>
          <Fact label={t('developers.webhooks.lastDelivered')}>
            {endpoint.lastDeliveredAt ? <RelativeTime at={endpoint.lastDeliveredAt} /> : t('developers.never')}
          </Fact>
          {endpoint.failingSince && (
            <Fact label={t('developers.webhooks.failingSince')}>
              <RelativeTime at={endpoint.failingSince} />
            </Fact>
          )}
        </Facts>
        {mayWrite && (
          <Group>
            <Button variant="light" loading={test.isPending} onClick={() => test.mutate()}>
              {t('developers.webhooks.test')}
            </Button>
            <Switching endpoint={endpoint} />
          </Group>
        )}
        <Deliveries endpoint={endpoint} mayWrite={mayWrite} />
        {mayWrite && <Settings endpoint={endpoint} onRemoved={onClose} />}
      </div>
    </DetailPane>
  );
}

function Switching({ endpoint: { id, enabled } }: { endpoint: Endpoint }) {
  const { t } = useTranslation('developers');
  const write = useWrite({
    write: (on: boolean) => changeEndpoint(id, { enabled: on }),
    touches: ['webhooks'],
    done: (after) => ({
      message: t(after.enabled ? 'developers.webhooks.nowEnabled' : 'developers.webhooks.nowPaused'),
      undo: (): void => write.mutate(!after.enabled),
    }),
  });
  return (
    <Button variant="default" loading={write.isPending} onClick={() => write.mutate(!enabled)}>
      {t(enabled ? 'developers.webhooks.pause' : 'developers.webhooks.enable')}
    </Button>
  );
}

const DAY_MS = 86_400_000;

function Deliveries({ endpoint, mayWrite }: { endpoint: Endpoint; mayWrite: boolean }) {
  const { t } = useTranslation('developers');
  const business = useBusiness();
  const [state, setState] = useState<DeliveryState | undefined>();
  const [open, setOpen] = useState<Delivery | null>(null);
  const list = useList(deliveriesOf(business, endpoint.id, state));
  const replay = useWrite({
    write: () => {
      const to = new Date();
      return replayRange(endpoint.id, {
        from: new Date(to.getTime() - DAY_MS).toISOString(),
        to: to.toISOString(),
        state: 'failed',
      });
    },
    touches: ['webhooks'],
    done: ({ replayed }) => ({ message: t('developers.webhooks.replayed', { count: replayed }) }),
  });
  return (
    <section aria-label={t('developers.webhooks.deliveries')}>
      <h3 className={css.heading}>{t('developers.webhooks.deliveries')}</h3>
      <Group>
        <Select
          aria-label={t('developers.state')}
          placeholder={t('developers.allStates')}
          clearable
          data={(['waiting', 'delivered', 'failed'] as const).map((value) => ({
            value,
            label: t(`developers.deliveryState.${value}`),
          }))}
          value={state ?? null}
          onChange={(value) => setState((['waiting', 'delivered', 'failed'] as const).find((one) => one === value))}
        />
        {mayWrite && endpoint.enabled && (
          <ConfirmButton
            question={t('developers.webhooks.replayQuestion')}
            text={t('developers.webhooks.replayText')}
            confirm={t('developers.webhooks.replayFailed')}
            onConfirm={() => replay.mutateAsync()}
          >
            {t('developers.webhooks.replayFailed')}
          </ConfirmButton>
        )}
      </Group>
      {list.isFirst && <ListSkeleton rows={5} />}
      {Boolean(list.error) && <Trouble error={list.error} retry={list.retry} />}
      {!list.isFirst && !list.error && list.rows.length === 0 && (
        <Text size="sm" c="dimmed" mt="sm">
          {t('developers.webhooks.noDeliveries')}
        </Text>
      )}
      <ul className={css.list}>
        {list.rows.map((row) => (
          <li key={row.id}>
            <Button
              variant="subtle"
              color="gray"
              fullWidth
              justify="space-between"
              h={48}
              onClick={() => setOpen(row)}
              rightSection={<DeliveryBadge state={row.state} />}
            >
              <Stack gap={0} align="flex-start" className={css.lines}>
                <span>{t(`developers.event.${wordOf(row.event)}`, { defaultValue: row.event })}</span>
                <span className="quiet">
                  <RelativeTime at={row.createdAt} /> {row.status ?? row.error}
                </span>
              </Stack>
            </Button>
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <Button variant="default" mt="sm" loading={list.isReadingMore} onClick={list.more}>
          {t('developers.more')}
        </Button>
      )}
      {open && <DeliveryDialog id={open.id} mayReplay={mayWrite} onClose={() => setOpen(null)} />}
    </section>
  );
}

function Settings({ endpoint, onRemoved }: { endpoint: Endpoint; onRemoved: () => void }) {
  const { t } = useTranslation('developers');
  const { id, url, description, events } = endpoint;
  const before: EndpointDraft = { url, description, events };
  const [draft, setDraft] = useState(before);
  const [secret, setSecret] = useState<string | null>(null);
  const save = useWrite({
    write: (change: EndpointDraft) => changeEndpoint(id, change),
    touches: ['webhooks'],
    done: () => ({
      message: t('developers.saved'),
      undo: () => {
        setDraft(before);
        save.mutate(before);
      },
    }),
  });
  const renew = useWrite({
    write: () => renewSecret(id),
    touches: ['webhooks'],
    done: (made) => {
      setSecret(made.secret);
      return null;
    },
  });
  const remove = useWrite({
    write: () => removeEndpoint(id),
    touches: ['webhooks'],
    done: () => ({ message: t('developers.webhooks.removed') }),
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(draft);
      }}
    >
      <h3 className={css.heading}>{t('developers.settings')}</h3>
      <Stack>
        <EndpointFields draft={draft} onChange={setDraft} />
        {secret && (
          <>
            <Text size="sm">{t('developers.webhooks.newSecretText')}</Text>
            <CopyField label={t('developers.webhooks.secret')} value={secret} />
          </>
        )}
        <Group>
          <Button
            type="submit"
            loading={save.isPending}
            disabled={JSON.stringify(draft) === JSON.stringify(before) || draft.events.length === 0}
          >
            {t('developers.save')}
          </Button>
          <ConfirmButton
            question={t('developers.webhooks.renewQuestion')}
            text={t('developers.webhooks.renewText')}
            confirm={t('developers.webhooks.renew')}
            onConfirm={() => renew.mutateAsync()}
          >
            {t('developers.webhooks.renew')}
          </ConfirmButton>
          <ConfirmButton
            color="red"
            variant="subtle"
            question={t('developers.webhooks.removeQuestion')}
            text={t('developers.webhooks.removeText')}
            confirm={t('developers.webhooks.remove')}
            onConfirm={async () => {
              await remove.mutateAsync();
              onRemoved();
            }}
          >
            {t('developers.webhooks.remove')}
          </ConfirmButton>
        </Group>
      </Stack>
    </form>
  );
}
