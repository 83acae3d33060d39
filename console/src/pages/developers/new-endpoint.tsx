import { Button, Checkbox, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyField } from '../../ui/copy-field.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { addEndpoint, type EndpointDraft, EVENTS, type WebhookEvent, wordOf } from './calls.ts';

type Props = { onClose: () => void; onMade: (id: string) => void };

/** Address and events; afterwards its secret, this one time. */
export function NewEndpointDialog({ onClose, onMade }: Props) {
  const { t } = useTranslation('developers');
  const [draft, setDraft] = useState<EndpointDraft>({
    url: 'https://',
    description: '',
    events: ['message.received', 'order.placed'],
  });
  const [made, setMade] = useState<{ id: string; secret: string } | null>(null);
  const add = useWrite({
    write: addEndpoint,
    touches: ['webhooks'],
    done: ({ id, secret }) => {
      setMade({ id, secret });
      return null;
    },
  });
  const done = () => {
    onClose();
    if (made) onMade(made.id);
  };
  return (
    <Modal opened onClose={done} title={t('developers.webhooks.add')} size="lg" closeOnClickOutside={!made}>
      {made ? (
        <Stack>
          <Text size="sm">{t('developers.webhooks.secretText')}</Text>
          <CopyField label={t('developers.webhooks.secret')} value={made.secret} />
          <Group justify="flex-end">
            <Button onClick={done}>{t('developers.webhooks.kept')}</Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate(draft);
          }}
        >
          <Stack>
            <EndpointFields draft={draft} onChange={setDraft} />
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('developers.cancel')}
              </Button>
              <Button type="submit" loading={add.isPending} disabled={draft.events.length === 0}>
                {t('developers.webhooks.create')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

type FieldProps = { draft: EndpointDraft; onChange: (draft: EndpointDraft) => void };

export function EndpointFields({ draft, onChange }: FieldProps) {
  const { t } = useTranslation('developers');
  return (
    <>
      <TextInput
        label={t('developers.webhooks.url')}
        description={t('developers.webhooks.urlText')}
        type="url"
        required
        data-autofocus
        value={draft.url}
        onChange={(event) => onChange({ ...draft, url: event.currentTarget.value })}
      />
      <TextInput
        label={t('developers.webhooks.description')}
        maxLength={256}
        value={draft.description}
        onChange={(event) => onChange({ ...draft, description: event.currentTarget.value })}
      />
      <Checkbox.Group
        label={t('developers.webhooks.events')}
        value={draft.events}
        onChange={(events) =>
          onChange({
            ...draft,
            events: events.filter((one): one is WebhookEvent => EVENTS.some((event) => event === one)),
          })
        }
      >
        <Stack gap={8} mt={8}>
          {EVENTS.map((event) => (
            <Checkbox key={event} value={event} label={t(`developers.event.${wordOf(event)}`)} description={event} />
          ))}
        </Stack>
      </Checkbox.Group>
    </>
  );
}
