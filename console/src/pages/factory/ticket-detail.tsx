import { Anchor, Button, Group, Progress, Stack, Text } from '@mantine/core';
import { IconClipboardList } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { CustomerLine } from '../../ui/customer-line.tsx';
import { DetailPane } from '../../ui/list-with-detail.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { Timeline, TimelineEntry } from '../../ui/timeline.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { type Ticket, type TicketKey, type TicketState, ticketOf } from './calls.ts';
import { dayName } from './days.ts';
import css from './factory.module.css';
import { Photo } from './photo.tsx';
import { StateBadge } from './state-badge.tsx';
import { TicketDialog } from './ticket-dialog.tsx';

type Props = { ticketKey: TicketKey; onClose: () => void };

/** One ticket: what is wrong, with its photos; what was done about it, and what the customer was told. */
export function TicketDetail({ ticketKey, onClose }: Props) {
  const { t } = useTranslation('factory');
  const ticket = useQuery(ticketOf(useBusiness(), ticketKey));
  return (
    <DetailPane title={`${t(`factory.ticket.${ticketKey.kind}`)} ${ticketKey.number}`} onClose={onClose}>
      {ticket.isPending && <DetailSkeleton />}
      {ticket.error && !ticket.data && <Trouble error={ticket.error} retry={ticket.refetch} />}
      {ticket.data && <Body ticket={ticket.data} />}
    </DetailPane>
  );
}

function Body({ ticket }: { ticket: Ticket }) {
  const { t, i18n } = useTranslation('factory');
  const { can } = useMe();
  const business = useBusiness();
  const { contact, conversationId, expectedOn, orderNumber, mediaIds, progressPercent } = ticket;
  return (
    <Stack gap="lg">
      <Group gap="xs">
        <StateBadge state={ticket.state} />
        <Text size="sm" c="dimmed" ms="auto">
          <RelativeTime at={ticket.createdAt} />
        </Text>
      </Group>
      <div className="written" dir="auto">
        {ticket.description || t('factory.ticket.photoOnly')}
      </div>
      {mediaIds.length > 0 && (
        <div className={css.photos}>
          {mediaIds.map((id) => (
            <Photo key={id} mediaId={id} />
          ))}
        </div>
      )}
      <div>
        <Group justify="space-between" mb={4}>
          <Text size="sm" c="dimmed">
            {expectedOn
              ? t('factory.ticket.expectedOn', { day: dayName(expectedOn, i18n.language) })
              : t('factory.ticket.noDay')}
          </Text>
          <Text size="sm" className="numbers">
            {progressPercent} %
          </Text>
        </Group>
        <Progress value={progressPercent} aria-label={t('factory.ticket.progress')} color="var(--green)" />
      </div>
      {can('production:write') && <NextSteps ticket={ticket} />}
      <CustomerLine contact={contact} conversationId={conversationId} />
      {orderNumber !== null && (
        <Anchor component={Link} to={`/${business}/orders/${orderNumber}`}>
          <Group gap={6}>
            <IconClipboardList size={16} aria-hidden />
            {t('factory.ticket.order', { number: orderNumber })}
          </Group>
        </Anchor>
      )}
      <History ticket={ticket} />
    </Stack>
  );
}

/** The next state as the main action; progress within the state is one, too. */
function NextSteps({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('factory');
  const [target, setTarget] = useState<TicketState | null>(null);
  const forward = ticket.reachable.filter((state) => state !== ticket.state && state !== 'rejected');
  const [next, ...others] = forward;
  if (ticket.reachable.length < 2) return null;
  return (
    <Group gap="xs">
      {next && <Button onClick={() => setTarget(next)}>{t(`factory.ticket.do.${next}`)}</Button>}
      {others.map((state) => (
        <Button key={state} variant="default" onClick={() => setTarget(state)}>
          {t(`factory.ticket.do.${state}`)}
        </Button>
      ))}
      <Button variant="default" onClick={() => setTarget(ticket.state)}>
        {t('factory.ticket.do.progress')}
      </Button>
      {ticket.reachable.includes('rejected') && (
        <Button variant="subtle" color="red" onClick={() => setTarget('rejected')}>
          {t('factory.ticket.do.rejected')}
        </Button>
      )}
      {target && <TicketDialog ticket={ticket} state={target} onClose={() => setTarget(null)} />}
    </Group>
  );
}

function History({ ticket }: { ticket: Ticket }) {
  const { t } = useTranslation('factory');
  return (
    <section>
      <h3 className="part-heading">{t('factory.ticket.history')}</h3>
      <Timeline>
        {ticket.history.map((step) => (
          <TimelineEntry key={`${step.at} ${step.state}`}>
            {t(`factory.ticket.happened.${step.state}`)}
            {step.note && (
              <div className="written" dir="auto">
                {step.note}
              </div>
            )}
            <div className="quiet">
              {step.actorName && <>{step.actorName} · </>}
              <RelativeTime at={step.at} />
            </div>
            <Told step={step} />
          </TimelineEntry>
        ))}
      </Timeline>
    </section>
  );
}

/** Honest: whether a message went, or why there was none. */
function Told({ step }: { step: Ticket['history'][number] }) {
  const { t } = useTranslation('factory');
  if (step.noticeId) return <StatusBadge tone="good">{t('factory.told.yes')}</StatusBadge>;
  if (step.noticeProblem === 'not-wanted') return <div className="quiet">{t('factory.told.notWanted')}</div>;
  if (!step.noticeProblem) return null;
  return (
    <StatusBadge tone="failed">
      {t(`factory.whyNot.${step.noticeProblem}`, { defaultValue: t('factory.whyNot.other') })}
    </StatusBadge>
  );
}
