import { Button, Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/use-me.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Timeline, TimelineEntry } from '../../ui/timeline.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { type Contact, recordConsent } from './calls.ts';
import { MarketingBadge } from './marketing-badge.tsx';

/** What somebody said about marketing, when and where: the ledger that proves it. */
export function Consent({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const { can } = useMe();
  const [asking, setAsking] = useState<boolean | null>(null);
  const mayWrite = can('consents:write') && contact.mergedInto === null && contact.erasedAt === null;
  return (
    <section>
      <Group justify="space-between" mb={8}>
        <h3 className="part-heading">{t('contacts.column.marketing')}</h3>
        <MarketingBadge marketing={contact.marketing} />
      </Group>
      {contact.consents.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('contacts.consent.none')}
        </Text>
      ) : (
        <Timeline isClose>
          {contact.consents.map(({ granted, source, at }) => (
            <TimelineEntry key={at} mark={granted ? 'good' : 'failed'}>
              {t(granted ? 'contacts.consent.said' : 'contacts.consent.refused')}
              <div className="quiet">
                <bdi>{source}</bdi> · <RelativeTime at={at} />
              </div>
            </TimelineEntry>
          ))}
        </Timeline>
      )}
      {mayWrite && (
        <Group gap="xs" mt={8}>
          {contact.marketing !== 'granted' && (
            <Button variant="default" onClick={() => setAsking(true)}>
              {t('contacts.consent.grant')}
            </Button>
          )}
          {contact.marketing !== 'refused' && (
            <Button variant="default" onClick={() => setAsking(false)}>
              {t('contacts.consent.refuse')}
            </Button>
          )}
        </Group>
      )}
      {asking !== null && <ConsentDialog contact={contact} granted={asking} onClose={() => setAsking(null)} />}
    </section>
  );
}

type DialogProps = { contact: Contact; granted: boolean; onClose: () => void };

function ConsentDialog({ contact, granted, onClose }: DialogProps) {
  const { t } = useTranslation('contacts');
  const [source, setSource] = useState('');
  const write = useWrite({
    write: () => recordConsent(contact.id, granted, source),
    touches: ['contacts'],
    done: () => {
      onClose();
      return { message: t('common.saved') };
    },
  });
  return (
    <FormDialog
      title={t(granted ? 'contacts.consent.grant' : 'contacts.consent.refuse')}
      onClose={onClose}
      onSubmit={() => write.mutate()}
      submit={t('contacts.consent.record')}
      isBusy={write.isPending}
    >
      <TextInput
        label={t('contacts.consent.source')}
        description={t('contacts.consent.sourceHint')}
        value={source}
        minLength={3}
        maxLength={1_000}
        required
        dir="auto"
        onChange={(event) => setSource(event.currentTarget.value)}
        data-autofocus
      />
    </FormDialog>
  );
}
