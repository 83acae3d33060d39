import { IconPhoto, IconTool } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { useBusiness } from '../../session/use-me.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { useFilters } from '../../ui/filters.ts';
import { ListWithDetail } from '../../ui/list-with-detail.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { useList } from '../../ui/use-list.ts';
import { figuresOf, TICKET_KINDS, TICKET_STATES, type TicketRow, ticketFilters, ticketsOf } from './calls.ts';
import { dayName } from './days.ts';
import css from './factory.module.css';
import { StateBadge } from './state-badge.tsx';
import { TicketDetail } from './ticket-detail.tsx';

/** What customers say is wrong, beside the one that is open. */
export function Tickets() {
  const { t } = useTranslation('factory');
  const business = useBusiness();
  const { kind: wantedKind, number } = useParams();
  const navigate = useNavigate();
  const query = ticketFilters(useFilters().values);
  const list = useList(ticketsOf(business, query));
  const columns = useColumns();
  const kind = TICKET_KINDS.find((one) => one === wantedKind);
  const opened = kind && Number.isSafeInteger(Number(number)) ? { kind, number: Number(number) } : null;
  const close = () => navigate(`/${business}/factory/tickets${location.search}`);
  return (
    <>
      <Figures />
      <ListWithDetail
        label={t('factory.ticket.one')}
        list={
          <DataList
            name="tickets"
            label={t('factory.part.tickets')}
            list={list}
            columns={columns}
            rowKey={keyOf}
            href={(row) => `/${business}/factory/tickets/${row.kind}/${row.number}`}
            openKey={opened ? `${opened.kind} ${opened.number}` : null}
            search={t('factory.ticket.search')}
            views={[
              { id: 'all', label: t('factory.ticket.view.all'), filters: {} as Record<string, string> },
              { id: 'open', label: t('factory.ticket.view.open'), filters: { state: 'open' } },
              { id: 'defects', label: t('factory.ticket.view.defects'), filters: { kind: 'defect', state: 'open' } },
              { id: 'resolved', label: t('factory.ticket.state.resolved'), filters: { state: 'resolved' } },
            ]}
            filters={[
              {
                name: 'kind',
                label: t('factory.ticket.kind'),
                options: TICKET_KINDS.map((value) => ({ value, label: t(`factory.ticket.${value}`) })),
              },
              {
                name: 'state',
                label: t('factory.ticket.stateOf'),
                options: [
                  { value: 'open', label: t('factory.ticket.view.open') },
                  ...TICKET_STATES.map((value) => ({ value, label: t(`factory.ticket.state.${value}`) })),
                ],
              },
            ]}
            csv={{ href: `/api/v1/tickets/export?${new URLSearchParams(query)}` }}
            empty={
              <EmptyState icon={IconTool} title={t('factory.ticket.empty')} text={t('factory.ticket.emptyText')} />
            }
          />
        }
        detail={opened && <TicketDetail key={`${opened.kind} ${opened.number}`} ticketKey={opened} onClose={close} />}
        onClose={close}
      />
    </>
  );
}

const keyOf = ({ kind, number }: TicketRow): string => `${kind} ${number}`;

/** How many are open and late, and how long resolving takes. */
function Figures() {
  const { t } = useTranslation('factory');
  const { number, duration } = useFormats();
  const { data } = useQuery(figuresOf(useBusiness()));
  const open = data?.open.reduce((sum, { tickets }) => sum + tickets, 0);
  const defects = data?.resolved.find(({ kind }) => kind === 'defect');
  return (
    <dl className={css.figures}>
      <div>
        <dt>{t('factory.ticket.view.open')}</dt>
        <dd className="numbers">{open === undefined ? '–' : number(open)}</dd>
      </div>
      <div data-late={Boolean(data?.late) || undefined}>
        <dt>{t('factory.ticket.late')}</dt>
        <dd className="numbers">{data ? number(data.late) : '–'}</dd>
      </div>
      <div>
        <dt>{t('factory.ticket.typically')}</dt>
        <dd className="numbers">{defects ? duration(defects.medianHours * 3_600_000) : '–'}</dd>
      </div>
    </dl>
  );
}

function useColumns(): Column<TicketRow>[] {
  const { t, i18n } = useTranslation('factory');
  return [
    {
      key: 'number',
      title: t('factory.ticket.number'),
      width: '120px',
      isFixed: true,
      render: ({ kind, number }) => (
        <span className="numbers">
          {t(`factory.ticket.${kind}`)} {number}
        </span>
      ),
    },
    {
      key: 'description',
      title: t('factory.ticket.description'),
      width: 'minmax(160px, 2.4fr)',
      render: ({ description, mediaIds }) => (
        <span className="cut">
          {mediaIds.length > 0 && <IconPhoto size={16} className={css.photo} aria-label={t('factory.ticket.photos')} />}
          <bdi>{description || t('factory.ticket.photoOnly')}</bdi>
        </span>
      ),
    },
    {
      key: 'state',
      title: t('factory.ticket.stateOf'),
      width: '150px',
      render: ({ state }) => <StateBadge state={state} />,
    },
    {
      key: 'progress',
      title: t('factory.ticket.progress'),
      width: '90px',
      align: 'end',
      onPhones: false,
      render: ({ progressPercent }) => <span className="numbers">{progressPercent} %</span>,
    },
    {
      key: 'reporter',
      title: t('factory.ticket.reporter'),
      width: 'minmax(120px, 1fr)',
      onPhones: false,
      render: ({ contact }) => (
        <span className="cut">
          <bdi>{contact.name || contact.phone}</bdi>
        </span>
      ),
    },
    {
      key: 'expected',
      title: t('factory.ticket.expected'),
      width: '120px',
      onPhones: false,
      isExtra: true,
      render: ({ expectedOn }) => expectedOn && dayName(expectedOn, i18n.language),
    },
    {
      key: 'reported',
      title: t('factory.ticket.reported'),
      width: '120px',
      render: ({ createdAt }) => <RelativeTime at={createdAt} />,
    },
  ];
}
