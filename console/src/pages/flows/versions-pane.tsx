import { Button, Text } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { DetailSkeleton, ListSkeleton } from '../../ui/skeletons.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useList } from '../../ui/use-list.ts';
import { useWrite } from '../../ui/use-write.ts';
import { type Flow, restoreVersion, type Version, versionOf, versionsOf } from './flow-queries.ts';
import { type DiffPart, diffOf, partsOf } from './model/line-diff.ts';
import css from './versions-pane.module.css';

type Props = { flow: Flow; source: string };

/** Who published what and when; each beside what is in the editor now, and back again. */
export function VersionsPane({ flow, source }: Props) {
  const { t } = useTranslation('flows');
  const business = useBusiness();
  const list = useList(versionsOf(business, flow.name));
  const [chosen, setChosen] = useState<number | null>(null);
  const open = list.rows.find(({ number }) => number === chosen);
  if (list.isFirst) return <ListSkeleton rows={4} />;
  if (list.error) return <Trouble error={list.error} retry={list.retry} />;
  if (list.rows.length === 0) return <EmptyState icon={IconHistory} title={t('flows.neverPublished')} />;
  return (
    <div className={css.pane}>
      <ul className={css.list}>
        {list.rows.map((version) => (
          <li key={version.number}>
            <button
              type="button"
              className={css.version}
              aria-expanded={version.number === chosen}
              onClick={() => setChosen(version.number === chosen ? null : version.number)}
            >
              <span className={css.title}>
                {version.number === 0 ? t('flows.shipped') : t('flows.version', { number: version.number })}
                {version.number === flow.number && <StatusBadge tone="good">{t('flows.published')}</StatusBadge>}
              </span>
              <span className={css.quiet}>
                {version.publishedBy}
                {version.publishedAt && (
                  <>
                    {' '}
                    · <RelativeTime at={version.publishedAt} />
                  </>
                )}
                {version.restores !== null && <> · {t('flows.restores', { number: version.restores })}</>}
              </span>
              {version.note && <span>{version.note}</span>}
            </button>
            {open?.number === version.number && <Difference flow={flow} version={version} source={source} />}
          </li>
        ))}
      </ul>
      {list.hasMore && (
        <Button variant="subtle" onClick={list.more} loading={list.isReadingMore}>
          {t('flows.older')}
        </Button>
      )}
    </div>
  );
}

function Difference({ flow, version, source }: { flow: Flow; version: Version; source: string }) {
  const { t } = useTranslation('flows');
  const { can } = useMe();
  const business = useBusiness();
  const { data, error, isPending } = useQuery(versionOf(business, flow.name, version.number));
  const parts = useMemo(() => (data ? partsOf(diffOf(data.source, source)) : []), [data, source]);
  const before = flow.number;
  const restore = useWrite({
    write: (number: number) => restoreVersion(flow.name, number),
    touches: ['flows'],
    done: () => ({
      message: t('flows.restored'),
      ...(before === null ? {} : { undo: (): void => restore.mutate(before) }),
    }),
  });
  if (isPending) return <DetailSkeleton />;
  if (error) return <Trouble error={error} />;
  const isSame = parts.every((part) => 'hidden' in part);
  return (
    <div className={css.difference}>
      <div className={css.tools}>
        <Text size="sm" c="dimmed" flex={1}>
          {isSame ? t('flows.sameAsEditor') : t('flows.differsFromEditor')}
        </Text>
        {can('flows:write') && version.number !== flow.number && (
          <Button
            size="compact-md"
            variant="default"
            loading={restore.isPending}
            onClick={() => restore.mutate(version.number)}
          >
            {t('flows.bringBack')}
          </Button>
        )}
      </div>
      {!isSame && <Lines parts={parts} />}
    </div>
  );
}

const MARKS = { same: ' ', gone: '−', new: '+' };

function Lines({ parts }: { parts: readonly DiffPart[] }) {
  const { t } = useTranslation('flows');
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard
    <section className={css.diff} dir="ltr" aria-label={t('flows.difference')} tabIndex={0}>
      {parts.map((part, at) =>
        'hidden' in part ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts have no names
          <div key={at} className={css.hidden}>
            {t('flows.sameLines', { count: part.hidden })}
          </div>
        ) : (
          part.lines.map((line) => (
            <div key={`${line.before} ${line.after}`} className={css.line} data-kind={line.kind}>
              <span className={css.number}>{line.before}</span>
              <span className={css.number}>{line.after}</span>
              <span aria-hidden>{MARKS[line.kind]}</span>
              {line.kind !== 'same' && (
                <span className="unseen">{t(line.kind === 'gone' ? 'flows.onlyThere' : 'flows.onlyHere')}</span>
              )}
              <code>{line.text}</code>
            </div>
          ))
        ),
      )}
    </section>
  );
}
