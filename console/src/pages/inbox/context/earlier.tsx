import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { answered, api } from '../../../api/client.ts';
import { useBusiness } from '../../../session/use-me.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import type { Row } from '../model/shapes.ts';
import css from './context.module.css';
import { Section } from './section.tsx';

/** Threads with the same person on other numbers of the business, or closed ones. */
export function Earlier({ row }: { row: Row }) {
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const { data } = useQuery(
    queryOptions({
      queryKey: [business, 'conversations', 'of', row.contact.id],
      queryFn: ({ signal }) =>
        answered(
          api.GET('/api/v1/conversations', {
            params: { query: { contactId: row.contact.id, status: 'any', limit: 10 } },
            signal,
          }),
        ),
    }),
  );
  const others = data?.items.filter(({ id }) => id !== row.id) ?? [];
  if (others.length === 0) return null;
  return (
    <Section title={t('inbox.context.earlier')}>
      <ul className={css.rows}>
        {others.map(({ id, status, lastMessage, lastMessageAt }) => (
          <li key={id}>
            <Link to={`/${business}/inbox/${id}?status=any`}>
              <strong>{t(`inbox.status.${status}`)}</strong>
              {lastMessageAt && (
                <span className={css.end}>
                  <RelativeTime at={lastMessageAt} />
                </span>
              )}
              <small dir="auto">{lastMessage?.preview}</small>
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}
