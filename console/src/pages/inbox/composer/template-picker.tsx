import { Button, Drawer, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useBusiness } from '../../../session/use-me.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ListSkeleton } from '../../../ui/skeletons.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import { Trouble } from '../../../ui/trouble.tsx';
import type { Row, Sendable } from '../model/shapes.ts';
import { canFillHere, componentsOf, isComplete, previewTemplate, slotKey, slotsToFill } from '../model/template.ts';
import { nameOf } from '../names.ts';
import { templatesOf } from '../templates.ts';
import { Choices } from '../thread/choices.tsx';
import { RichText } from '../thread/rich-text.tsx';
import css from './composer.module.css';

type Props = {
  /** Whom it is for; without a channel it goes by the business's own. */
  row: { contact: Whom; channelId: string | null };
  onSend: (content: Sendable) => void;
  onClose: () => void;
};
type Whom = Pick<Row['contact'], 'name' | 'phone' | 'username' | 'language'>;

/** Approved templates of this number, filled in and looked at before one is sent. */
export function TemplatePicker({ row, onSend, onClose }: Props) {
  const { t } = useTranslation('inbox');
  const business = useBusiness();
  const { data, error, isPending, refetch } = useQuery(templatesOf(business));
  const usable = (data ?? []).filter(
    ({ status, channelId, slots }) =>
      status === 'APPROVED' && (row.channelId === null || channelId === row.channelId) && canFillHere(slots),
  );
  const spoken = usable.toSorted(
    (a, b) =>
      Number(isSpoken(b.language, row.contact)) - Number(isSpoken(a.language, row.contact)) ||
      a.name.localeCompare(b.name),
  );
  const [id, setId] = useState<string | null>(null);
  const [values, setValues] = useState<Record<string, string>>({});
  const template = spoken.find((one) => one.id === id) ?? spoken[0];
  const components = template ? componentsOf(template.slots, values, template.parameterFormat) : [];
  const shown = template && previewTemplate(template.components, components);

  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      title={t('inbox.template.title', { name: nameOf(row.contact, t) })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {isPending && <ListSkeleton rows={4} />}
      {error ? <Trouble error={error} retry={refetch} /> : null}
      {data && usable.length === 0 && (
        <EmptyState
          title={t('inbox.template.none')}
          text={t('inbox.template.noneNext')}
          action={
            <Button component={Link} to={`/${business}/templates`}>
              {t('inbox.template.toTemplates')}
            </Button>
          }
        />
      )}
      {template && shown && (
        <Stack gap="sm">
          <Select
            label={t('inbox.template.which')}
            data={spoken.map(({ id: value, name, language }) => ({
              value,
              label: `${name.replaceAll('_', ' ')} · ${language}`,
            }))}
            value={template.id}
            searchable
            allowDeselect={false}
            onChange={(value) => {
              setId(value);
              setValues({});
            }}
          />
          {template.category === 'MARKETING' && (
            <div>
              <StatusBadge tone="waiting">{t('inbox.template.marketing')}</StatusBadge>
            </div>
          )}
          {slotsToFill(template.slots).map((slot) => (
            <TextInput
              key={slotKey(slot)}
              label={t('inbox.template.slot', { place: slot.place, name: slot.name })}
              description={slot.example && t('inbox.template.example', { example: slot.example })}
              required={slot.required}
              value={values[slotKey(slot)] ?? ''}
              dir="auto"
              onChange={({ currentTarget: { value } }) => setValues({ ...values, [slotKey(slot)]: value })}
            />
          ))}
          <Text size="sm" fw={500}>
            {t('inbox.template.preview')}
          </Text>
          <div className={css.preview}>
            {shown.header && <strong dir="auto">{shown.header}</strong>}
            <RichText text={shown.body} />
            {shown.footer && (
              <Text size="xs" c="dimmed">
                {shown.footer}
              </Text>
            )}
            {shown.buttons.length > 0 && <Choices titles={shown.buttons} />}
          </div>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button
              disabled={!isComplete(template.slots, values)}
              onClick={() => {
                onSend({ type: 'template', name: template.name, language: template.language, components });
                onClose();
              }}
            >
              {t('inbox.template.send')}
            </Button>
          </Group>
        </Stack>
      )}
    </Drawer>
  );
}

const isSpoken = (language: string, contact: Whom): boolean =>
  contact.language !== null && language.split(/[-_]/)[0] === contact.language.split('-')[0];
