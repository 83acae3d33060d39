import { Drawer, Progress, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness } from '../../../session/use-me.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import { useFormats } from '../../../ui/use-formats.ts';
import { messageOf, messagesOf } from '../calls.ts';
import { keyed } from '../model/keyed.ts';
import type { Message } from '../model/shapes.ts';
import { tickOf } from '../model/ticks.ts';
import { type AgentPart, readTrace, turnOf, type WhyTrace } from '../model/trace.ts';
import { Ticks } from '../thread/ticks.tsx';
import css from './why.module.css';

/** Why the bot said it: what was understood, who decided, which way was taken, and what became of the message. */
export function WhyDrawer({ message, onClose }: { message: Message; onClose: () => void }) {
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery({
    queryKey: [business, 'message', message.id, 'why'],
    queryFn: async () => {
      const thread = queries.getQueryData(messagesOf(business, message.conversationId).queryKey);
      const turn = turnOf(thread?.pages.flatMap(({ items }) => items) ?? [], message);
      const newest = await queries.fetchQuery(messageOf(business, message.id));
      for (const one of turn) {
        const trace = readTrace(one.trace) ?? readTrace((await queries.fetchQuery(messageOf(business, one.id))).trace);
        if (trace) return { trace, message: newest };
      }
      return { trace: null, message: newest };
    },
  });
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('inbox.why.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {error ? <Trouble error={error} retry={refetch} /> : null}
      {!data && !error && <Skeleton height={240} />}
      {data && (
        <Stack gap="lg">
          {data.trace ? (
            <Reasons trace={data.trace} business={business} />
          ) : (
            <Text c="dimmed">{t('inbox.why.none')}</Text>
          )}
          <Way message={data.message} />
        </Stack>
      )}
    </Drawer>
  );
}

function Reasons({ trace, business }: { trace: WhyTrace; business: string }) {
  const { t } = useTranslation('inbox');
  const { duration } = useFormats();
  return (
    <>
      {trace.summary && (
        <Part title={t('inbox.why.summary')}>
          <Text size="sm" dir="auto" style={{ whiteSpace: 'pre-wrap' }}>
            {trace.summary}
          </Text>
        </Part>
      )}
      <Part title={t('inbox.why.understood')}>
        {trace.understood.length === 0 && <Text size="sm">{t('inbox.why.understoodNothing')}</Text>}
        <ul className={css.scores}>
          {keyed(trace.understood, ({ what }) => what).map(({ key, item: { how, what, score } }) => (
            <li key={key}>
              <span>
                <code>{what}</code> <small>{t(`inbox.why.how.${how}`, { defaultValue: how })}</small>
              </span>
              {score !== null && (
                <>
                  <Progress value={score * 100} size="sm" color="violet" aria-label={t('inbox.why.score')} />
                  <small>{Math.round(score * 100)} %</small>
                </>
              )}
            </li>
          ))}
        </ul>
      </Part>
      <Part title={t('inbox.why.decided')}>
        <div className={css.chips}>
          {keyed(trace.owners, String).map(({ key, item: owner }) => (
            <StatusBadge key={key} tone="bot" icon={null}>
              {t(`inbox.why.owner.${owner}`, { defaultValue: owner })}
            </StatusBadge>
          ))}
        </div>
        {trace.flow && (
          <Text size="sm" mt={4}>
            <Link to={`/${business}/flows/${trace.flow}`}>{trace.flow}</Link>{' '}
            <small className={css.quiet}>{t('inbox.why.version', { version: trace.version.slice(0, 12) })}</small>
          </Text>
        )}
      </Part>
      {trace.path.length > 0 && (
        <Part title={t('inbox.why.path')}>
          <ol className={css.path}>
            {keyed(trace.path, String).map(({ key, item: node }) => (
              <li key={key}>
                <code>{node}</code>
              </li>
            ))}
          </ol>
        </Part>
      )}
      {trace.actions.length > 0 && (
        <Part title={t('inbox.why.actions')}>
          <table className={css.table}>
            <tbody>
              {keyed(trace.actions, ({ name }) => name).map(({ key, item: { name, outcome, ms } }) => (
                <tr key={key}>
                  <th scope="row">
                    <code>{name}</code>
                  </th>
                  <td>{outcome}</td>
                  <td>{ms < 1_000 ? `${Math.round(ms)} ms` : duration(ms)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Part>
      )}
      {trace.agent && <Agent agent={trace.agent} />}
    </>
  );
}

function Agent({ agent }: { agent: AgentPart }) {
  const { t } = useTranslation('inbox');
  const { number } = useFormats();
  const rows: [string, ReactNode][] = [
    [t('inbox.why.agent.outcome'), agent.why ? `${agent.outcome} (${agent.why})` : agent.outcome],
    [t('inbox.why.agent.models'), agent.models.join(' → ') || '–'],
    [t('inbox.why.agent.tools'), agent.tools.map(({ name, outcome }) => `${name}: ${outcome}`).join(', ') || '–'],
    [
      t('inbox.why.agent.tokens'),
      t('inbox.why.agent.inOut', { input: number(agent.tokens.input), output: number(agent.tokens.output) }),
    ],
    [t('inbox.why.agent.cost'), `${agent.usd.toFixed(5)} USD`],
    [t('inbox.why.agent.time'), `${number(Math.round(agent.ms))} ms`],
  ];
  return (
    <Part title={t('inbox.why.agent.title')}>
      <table className={css.table}>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {agent.refused.length > 0 && (
        <>
          <Text size="sm" mt={8}>
            {t('inbox.why.agent.refused')}
          </Text>
          <ul className={css.refused}>
            {agent.refused.map((words) => (
              <li key={words} dir="auto">
                {words}
              </li>
            ))}
          </ul>
        </>
      )}
    </Part>
  );
}

/** What became of the message itself. */
function Way({ message }: { message: Message }) {
  const { t } = useTranslation('inbox');
  const { exact } = useFormats();
  const tick = tickOf(message.status);
  const moments: [string, string | null][] = [
    ['written', message.sentAt],
    ['delivered', message.deliveredAt],
    ['read', message.readAt],
  ];
  return (
    <Part title={t('inbox.why.way')}>
      <table className={css.table}>
        <tbody>
          <tr>
            <th scope="row">{t('inbox.why.status')}</th>
            <td>
              {tick && <Ticks tick={tick} />} {tick && t(`inbox.tick.${tick}`)}
            </td>
          </tr>
          {moments.map(([name, at]) => (
            <tr key={name}>
              <th scope="row">{t(`inbox.why.at.${name}`)}</th>
              <td>{at ? exact(new Date(at)) : '–'}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{t('inbox.why.attempts')}</th>
            <td>{message.attempts}</td>
          </tr>
          {message.failure && (
            <tr>
              <th scope="row">{t('inbox.why.failure')}</th>
              <td>
                {message.failure.title} ({message.failure.code})
              </td>
            </tr>
          )}
          {message.providerMessageId && (
            <tr>
              <th scope="row">{t('inbox.why.providerId')}</th>
              <td>
                <code>{message.providerMessageId}</code>
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </Part>
  );
}

const Part = ({ title, children }: { title: string; children: ReactNode }) => (
  <section className={css.part}>
    <h3 className={css.title}>{title}</h3>
    {children}
  </section>
);
