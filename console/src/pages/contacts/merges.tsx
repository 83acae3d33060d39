import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/use-me.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { type Contact, undoMerge } from './calls.ts';
import { isHere } from './person.ts';

/** Who else turned out to be this person; each can be told apart again. */
export function Merges({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const { can } = useMe();
  const apart = useWrite({
    write: (mergeId: string) => undoMerge(contact.id, mergeId),
    touches: ['contacts'],
    done: () => ({ message: t('contacts.merge.undone') }),
  });
  return (
    <section>
      <h3 className="part-heading">{t('contacts.merge.history')}</h3>
      {contact.merges.map((merge) => (
        <Group key={merge.id} justify="space-between" wrap="nowrap">
          <div>
            <Text size="sm">{merge.mergedName || t('contacts.nobody')}</Text>
            <Text size="xs" c="dimmed">
              {merge.mergedBy} · <RelativeTime at={merge.mergedAt} />
            </Text>
          </div>
          {can('contacts:write') && isHere(contact) && (
            <Button variant="default" loading={apart.isPending} onClick={() => apart.mutate(merge.id)}>
              {t('contacts.merge.undo')}
            </Button>
          )}
        </Group>
      ))}
    </section>
  );
}
