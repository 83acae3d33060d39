import { Button, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconKey, IconPlus } from '@tabler/icons-react';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import type { paths } from '../../../api/schema.d.ts';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { ConfirmButton } from '../../../ui/confirm-button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Page } from '../../../ui/page.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { useNow } from '../../../ui/use-now.ts';
import { useWrite } from '../../../ui/use-write.ts';
import css from './keys.module.css';
import { NewKeyDialog } from './new-key-dialog.tsx';

type Key = paths['/api/v1/keys']['get']['responses'][200]['content']['application/json']['items'][number];

const keysOf = (business: string) =>
  queryOptions({
    queryKey: [business, 'keys'],
    queryFn: ({ signal }) => answered(api.GET('/api/v1/keys', { signal })),
  });

/** Keys with which programs come in: what each may do, when it was used, and how it ends. */
export function KeysPage() {
  const { t } = useTranslation('keys');
  const { can } = useMe();
  const { data } = useSuspenseQuery(keysOf(useBusiness()));
  const [isMaking, { open, close }] = useDisclosure(false);
  const make = can('keys:write') && (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={open}>
      {t('keys.new')}
    </Button>
  );
  return (
    <Page title={t('keys.title')} action={data.items.length > 0 && make} isFull={false}>
      <div className={css.wrap}>
        {data.items.length === 0 ? (
          <EmptyState icon={IconKey} title={t('keys.empty')} text={t('keys.emptyText')} action={make} />
        ) : (
          <ul className={css.rows} aria-label={t('keys.title')}>
            {data.items.map((key) => (
              <KeyRow key={key.id} item={key} />
            ))}
          </ul>
        )}
      </div>
      <NewKeyDialog isOpen={isMaking} onClose={close} />
    </Page>
  );
}

function KeyRow({ item }: { item: Key }) {
  const { t } = useTranslation('keys');
  const { can } = useMe();
  const now = useNow();
  const isOver = item.expiresAt !== null && new Date(item.expiresAt).getTime() <= now.getTime();
  const revoke = useWrite({
    write: () => answered(api.DELETE('/api/v1/keys/{id}', { params: { path: { id: item.id } } })),
    touches: ['keys'],
    done: () => ({ message: t('keys.revoked', { name: item.name }) }),
  });
  return (
    <li className={css.row}>
      <span className={css.names}>
        <strong>{item.name}</strong>
        <code dir="ltr">{item.prefix}…</code>
      </span>
      <span className={css.scopes}>
        {item.scopes.map((scope) => (
          <code key={scope} dir="ltr">
            {scope}
          </code>
        ))}
      </span>
      <Text size="sm" c="dimmed" component="span">
        {item.lastUsedAt ? (
          <>
            {t('keys.used')} <RelativeTime at={item.lastUsedAt} />
          </>
        ) : (
          t('keys.neverUsed')
        )}
        <br />
        {isOver ? (
          <StatusBadge tone="failed">{t('keys.over')}</StatusBadge>
        ) : item.expiresAt ? (
          <>
            {t('keys.ends')} <RelativeTime at={item.expiresAt} />
          </>
        ) : (
          t('keys.endless')
        )}
      </Text>
      {can('keys:write') && (
        <ConfirmButton
          size="xs"
          question={t('keys.revokeQuestion', { name: item.name })}
          text={t('keys.revokeText')}
          confirm={t('keys.revoke')}
          onConfirm={() => revoke.mutateAsync().catch(() => {})}
        >
          {t('keys.revoke')}
        </ConfirmButton>
      )}
    </li>
  );
}
