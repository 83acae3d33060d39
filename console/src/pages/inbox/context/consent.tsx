import { Skeleton, Text } from '@mantine/core';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import { useBusiness } from '../../../session/use-me.ts';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { Section } from './section.tsx';

/** Whether they said yes to marketing, and when. */
export function Consent({ contactId }: { contactId: string }) {
  const { t } = useTranslation('inbox');
  const { data } = useQuery(
    queryOptions({
      queryKey: [useBusiness(), 'contacts', contactId, 'consent'],
      queryFn: ({ signal }) => answered(api.GET('/api/v1/consents', { params: { query: { contactId } }, signal })),
    }),
  );
  const [newest] = data?.history ?? [];
  const said = data?.marketing === true ? 'yes' : data?.marketing === false ? 'no' : 'never';
  return (
    <Section title={t('inbox.context.consent')}>
      {data ? (
        <>
          <StatusBadge tone={said === 'yes' ? 'good' : said === 'no' ? 'failed' : 'quiet'}>
            {t(`inbox.consent.${said}`)}
          </StatusBadge>
          {newest && (
            <Text size="xs" c="dimmed" mt={4}>
              {newest.source} · <RelativeTime at={newest.at} />
            </Text>
          )}
        </>
      ) : (
        <Skeleton height={20} width={120} />
      )}
    </Section>
  );
}
