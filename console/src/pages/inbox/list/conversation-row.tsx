import { Checkbox } from '@mantine/core';
import { IconAlertTriangle, IconClock, IconHourglass, IconMoonStars, IconPencil, IconRobot } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness, useMe } from '../../../session/use-me.ts';
import { LabelChip } from '../../../ui/label-chip.tsx';
import { useFormats } from '../../../ui/use-formats.ts';
import { useNow } from '../../../ui/use-now.ts';
import { Avatar } from '../avatar.tsx';
import { labelsOf } from '../calls.ts';
import { serviceWindow, windowWords } from '../model/service-window.ts';
import type { Row } from '../model/shapes.ts';
import { isLost, tickOf } from '../model/ticks.ts';
import { plainText } from '../model/whatsapp-text.ts';
import { nameOf } from '../names.ts';
import { Ticks } from '../thread/ticks.tsx';
import css from './list.module.css';

type Props = {
  row: Row;
  top: number;
  place: { of: number; at: number };
  isOpen: boolean;
  isSelected: boolean;
  isSelecting: boolean;
  onSelect: (id: string) => void;
  link: string;
};

/** Who, when, what was said last, and what it waits for. */
export const ConversationRow = memo(function ConversationRow(props: Props) {
  const { row, top, place, isOpen, isSelected, isSelecting, onSelect, link } = props;
  const { t } = useTranslation('inbox');
  const { ago, exact } = useFormats();
  const now = useNow();
  const name = nameOf(row.contact, t);
  const at = row.lastMessageAt && new Date(row.lastMessageAt);
  return (
    // biome-ignore lint/a11y/useSemanticElements: see the list
    <div
      role="listitem"
      aria-setsize={place.of}
      aria-posinset={place.at}
      className={css.row}
      data-open={isOpen || undefined}
      data-selected={isSelected || undefined}
      data-unread={row.unread > 0 || undefined}
      style={{ insetBlockStart: top }}
    >
      <span className={css.face} data-selecting={isSelecting || undefined}>
        <Avatar name={name} seed={row.contact.id} />
        <Checkbox
          className={css.check}
          size="sm"
          checked={isSelected}
          onChange={() => onSelect(row.id)}
          aria-label={t('inbox.list.select', { name })}
        />
      </span>
      <Link className={css.link} to={link} aria-current={isOpen ? 'true' : undefined}>
        <span className={css.line}>
          <span className={css.name}>
            <bdi>{name}</bdi>
          </span>
          {at && (
            <time className={css.time} dateTime={row.lastMessageAt ?? undefined} title={exact(at)}>
              {ago(at, now)}
            </time>
          )}
        </span>
        <span className={css.line}>
          <Preview row={row} />
          {row.unread > 0 && (
            <span className={css.unread}>
              {row.unread > 99 ? '99+' : row.unread}
              <span className="unseen">{t('inbox.list.unread')}</span>
            </span>
          )}
        </span>
        <Signs row={row} />
      </Link>
    </div>
  );
});

function Preview({ row }: { row: Row }) {
  const { t } = useTranslation('inbox');
  const { person } = useMe();
  const typing = row.here.find(({ id, state }) => state === 'typing' && id !== person?.id);
  if (typing) {
    return (
      <span className={css.preview} data-typing>
        <IconPencil size={14} aria-hidden /> {t('inbox.here.typing', { name: typing.name })}
      </span>
    );
  }
  const { lastMessage } = row;
  if (!lastMessage) return <span className={css.preview}>{t('inbox.list.nothing')}</span>;
  const tick = lastMessage.direction === 'outbound' ? tickOf(lastMessage.status) : null;
  return (
    <span className={css.preview}>
      {tick && <Ticks tick={tick} />}
      {lastMessage.author === 'bot' && <IconRobot size={14} className={css.bot} aria-label={t('inbox.author.bot')} />}
      <span className={css.words} dir="auto">
        {(lastMessage.preview && plainText(lastMessage.preview)) ??
          t(`inbox.types.${lastMessage.type}`, { defaultValue: t('inbox.types.other') })}
      </span>
    </span>
  );
}

/** Not more than fit: what a person should do something about comes first. */
function Signs({ row }: { row: Row }) {
  const { t } = useTranslation('inbox');
  const { duration } = useFormats();
  const now = useNow();
  const window = serviceWindow(row.serviceWindowClosesAt, now);
  const isLostMessage = row.lastMessage && row.lastMessage.direction === 'outbound' && isLost(row.lastMessage.status);
  return (
    <span className={css.signs}>
      {isLostMessage && (
        <span data-tone="failed">
          <IconAlertTriangle size={13} aria-hidden /> {t('inbox.sign.failed')}
        </span>
      )}
      {row.status === 'snoozed' && (
        <span>
          <IconMoonStars size={13} aria-hidden /> {t('inbox.status.snoozed')}
        </span>
      )}
      {row.waitingSince && !row.assignee && (
        <span data-tone="waiting">
          <IconHourglass size={13} aria-hidden />{' '}
          {t('inbox.sign.waiting', { time: duration(Math.max(0, now.getTime() - Date.parse(row.waitingSince))) })}
        </span>
      )}
      {row.assignee && <bdi>{row.assignee.name}</bdi>}
      {window.state === 'closing' && row.status !== 'resolved' && (
        <span data-tone="waiting">
          <IconClock size={13} aria-hidden /> {t(`inbox.${windowWords(window).key}`, windowWords(window).values)}
        </span>
      )}
      {row.labels.length > 0 && <Labels names={row.labels} />}
    </span>
  );
}

const MOST_LABELS = 2;

function Labels({ names }: { names: readonly string[] }) {
  const { data: all = [] } = useQuery(labelsOf(useBusiness()));
  return (
    <>
      {names.slice(0, MOST_LABELS).map((name) => (
        <LabelChip key={name} name={name} colour={all.find((label) => label.name === name)?.colour} />
      ))}
      {names.length > MOST_LABELS && <span title={names.join(', ')}>+{names.length - MOST_LABELS}</span>}
    </>
  );
}
