import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconPencil, IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useBusiness, useMe } from '../../session/use-me.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { Fact, Facts } from '../../ui/facts.tsx';
import { DetailPane } from '../../ui/list-with-detail.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { DetailSkeleton } from '../../ui/skeletons.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useWrite } from '../../ui/use-write.ts';
import { deleteTemplate, type Template, templateOf } from './calls.ts';
import { PhonePreview } from './phone-preview.tsx';
import { SendTest } from './send-test.tsx';
import { Quality, TemplateStatus } from './status-badge.tsx';
import { draftOf } from './template-draft.ts';
import { TemplateEditor } from './template-editor.tsx';

/** One template: how it looks, what the platform thinks of it, and what can be done with it. */
export function TemplateDetail({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('templates');
  const template = useQuery(templateOf(useBusiness(), id));
  return (
    <DetailPane title={template.data?.name ?? t('templates.one')} onClose={onClose}>
      {template.isPending && <DetailSkeleton />}
      {template.error && !template.data && <Trouble error={template.error} retry={template.refetch} />}
      {template.data && <Body template={template.data} />}
    </DetailPane>
  );
}

/** @see WhatsApp Business Platform, "Template management": what may be edited */
const EDITABLE = ['APPROVED', 'REJECTED', 'PAUSED'];

function Body({ template }: { template: Template }) {
  const { t } = useTranslation('templates');
  const { can } = useMe();
  const { language, category, nextCategory, quality, reason, status, syncedAt, components, slots } = template;
  const [open, setOpen] = useState<'edit' | 'test' | null>(null);
  return (
    <Stack gap="lg">
      <Group gap="xs">
        <TemplateStatus status={status} />
        <Text size="sm" c="dimmed">
          {language}
        </Text>
      </Group>
      {reason && reason !== 'NONE' && (
        <Alert
          color="red"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={t(`templates.reason.${reason}`, { defaultValue: t('templates.reason.other') })}
        >
          {t('templates.reasonAdvice')} <code>{reason}</code>
        </Alert>
      )}
      {nextCategory && nextCategory !== category && (
        <Alert color="yellow" icon={<IconArrowRight size={18} className="points" aria-hidden />}>
          {t('templates.nextCategory', {
            category: t(`templates.category.${nextCategory}`, { defaultValue: nextCategory }),
          })}
        </Alert>
      )}
      <PhonePreview draft={draftOf(components)} language={language} />
      <Group gap="xs">
        {status === 'APPROVED' && can('messages:write') && (
          <Button leftSection={<IconSend size={16} className="points" aria-hidden />} onClick={() => setOpen('test')}>
            {t('templates.test.open')}
          </Button>
        )}
        {can('templates:write') && EDITABLE.includes(status) && (
          <Button variant="default" leftSection={<IconPencil size={16} aria-hidden />} onClick={() => setOpen('edit')}>
            {t('templates.edit')}
          </Button>
        )}
        {can('templates:write') && status !== 'DELETED' && <DeleteButton template={template} />}
      </Group>
      <Facts>
        <Fact label={t('templates.column.category')}>
          {t(`templates.category.${category}`, { defaultValue: category })}
        </Fact>
        <Fact label={t('templates.column.quality')}>
          <Quality quality={quality} />
        </Fact>
        <Fact label={t('templates.slots')}>
          {slots.length === 0 ? t('common.none') : slots.map(({ place, name }) => `${place} ${name}`).join(', ')}
        </Fact>
        <Fact label={t('templates.column.synced')}>
          <RelativeTime at={syncedAt} />
        </Fact>
      </Facts>
      {open === 'edit' && <TemplateEditor template={template} onClose={() => setOpen(null)} />}
      {open === 'test' && <SendTest template={template} onClose={() => setOpen(null)} />}
    </Stack>
  );
}

function DeleteButton({ template }: { template: Template }) {
  const { t } = useTranslation('templates');
  const business = useBusiness();
  const navigate = useNavigate();
  const write = useWrite({
    write: () => deleteTemplate(template.id),
    touches: ['templates'],
    done: () => {
      navigate(`/${business}/templates${location.search}`);
      return { message: t('templates.deleted') };
    },
    failed: () => true, // the button itself says what went wrong
  });
  return (
    <ConfirmButton
      variant="subtle"
      color="red"
      question={t('templates.deleteQuestion', { name: template.name, language: template.language })}
      text={t('templates.deleteText')}
      confirm={t('templates.delete')}
      onConfirm={() => write.mutateAsync()}
    >
      {t('templates.delete')}
    </ConfirmButton>
  );
}
