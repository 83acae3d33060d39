import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconGitBranch, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ListSkeleton } from '../../ui/skeletons.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useWrite } from '../../ui/use-write.ts';
import css from './flow-list.module.css';
import { type FlowRow, flowsOf, saveDraft } from './flow-queries.ts';
import { firstSource } from './model/first-source.ts';

/** Every flow the business can use, and which one answers its customers. */
export function FlowList() {
  const { t } = useTranslation('flows');
  const { can } = useMe();
  const business = useBusiness();
  const { data, error, isPending, refetch } = useQuery(flowsOf(business));
  return (
    <Page
      title={t('flows.title')}
      action={can('flows:write') && <NewFlow taken={(data?.items ?? []).map(({ name }) => name)} />}
    >
      <div className={css.list}>
        <Text c="dimmed" size="sm" className={css.about}>
          {t('flows.about')}
        </Text>
        {isPending && <ListSkeleton rows={3} />}
        {error && <Trouble error={error} retry={refetch} />}
        {data?.items.length === 0 && (
          <EmptyState icon={IconGitBranch} title={t('flows.none')} text={t('flows.noneAdvice')} />
        )}
        <ul className={css.rows}>
          {data?.items.map((flow) => (
            <FlowLine key={flow.name} flow={flow} />
          ))}
        </ul>
      </div>
    </Page>
  );
}

function FlowLine({ flow }: { flow: FlowRow }) {
  const { t } = useTranslation('flows');
  const business = useBusiness();
  return (
    <li>
      <Link to={`/${business}/flows/${flow.name}`} className={css.row}>
        <span className={css.name}>
          <strong>{flow.name}</strong>
          {flow.isInUse && <StatusBadge tone="bot">{t('flows.inUse')}</StatusBadge>}
          {flow.draft && <StatusBadge tone="waiting">{t('flows.hasDraft')}</StatusBadge>}
        </span>
        <span className={css.quiet}>{flow.about ?? t('flows.noAbout')}</span>
        <span className={css.quiet}>
          {flow.publishedAt ? (
            <>
              {t('flows.versionBy', { number: flow.number, name: flow.publishedBy })} ·{' '}
              <RelativeTime at={flow.publishedAt} />
            </>
          ) : flow.isShipped ? (
            t('flows.shipped')
          ) : (
            t('flows.neverPublished')
          )}
        </span>
      </Link>
    </li>
  );
}

const NAME = /^[a-z][a-z0-9_]{0,63}$/;

function NewFlow({ taken }: { taken: readonly string[] }) {
  const { t } = useTranslation('flows');
  const business = useBusiness();
  const go = useNavigate();
  const [isOpen, { open, close }] = useDisclosure(false);
  const [name, setName] = useState('');
  const isTaken = taken.includes(name);
  const isGood = NAME.test(name) && !isTaken;
  const create = useWrite({
    write: () => saveDraft(name, firstSource(name), null),
    touches: ['flows'],
    done: () => {
      close();
      go(`/${business}/flows/${name}`);
      return null;
    },
  });
  return (
    <>
      <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={open}>
        {t('flows.new')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={close}
        title={t('flows.new')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (isGood) create.mutate();
          }}
        >
          <Stack>
            <TextInput
              label={t('flows.name')}
              description={t('flows.nameAdvice')}
              value={name}
              onChange={(event) => setName(event.currentTarget.value.toLowerCase().replace(/[\s-]/g, '_'))}
              error={isTaken ? t('flows.nameTaken') : name !== '' && !isGood ? t('flows.nameAdvice') : null}
              maxLength={64}
              data-autofocus
            />
            <Group justify="flex-end">
              <Button type="submit" disabled={!isGood} loading={create.isPending}>
                {t('flows.create')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
