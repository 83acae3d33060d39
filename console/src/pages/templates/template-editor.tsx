import { ActionIcon, Alert, Button, Group, Modal, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useBusiness } from '../../session/use-me.ts';
import { Trouble } from '../../ui/trouble.tsx';
import { useFormats } from '../../ui/use-formats.ts';
import { useWrite } from '../../ui/use-write.ts';
import { CATEGORIES, type Category, createTemplate, editTemplate, type Template } from './calls.ts';
import { PhonePreview } from './phone-preview.tsx';
import {
  componentsOf,
  type DraftButton,
  draftOf,
  EMPTY,
  holesIn,
  LIMITS,
  problemsOf,
  type TemplateDraft,
} from './template-draft.ts';
import css from './templates.module.css';

/** How holes are written: words that show one get it from here, as {{1}} means something to them, too. */
const HOLES = { 1: '{{1}}', 2: '{{2}}' };

type Props = { template?: Template; onClose: () => void };

/** Writes a template beside the phone it will be read on; the platform reviews it afterwards. */
export function TemplateEditor({ template, onClose }: Props) {
  const { t } = useTranslation('templates');
  const business = useBusiness();
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [language, setLanguage] = useState(template?.language ?? 'en');
  const [category, setCategory] = useState<Category>('UTILITY');
  const [draft, setDraft] = useState<TemplateDraft>(() => (template ? draftOf(template.components) : EMPTY));
  const [problem, setProblem] = useState<unknown>(null);
  const change = (more: Partial<TemplateDraft>) => setDraft((before) => ({ ...before, ...more }));
  const problems = problemsOf(draft);
  const write = useWrite({
    write: () =>
      template
        ? editTemplate(template.id, componentsOf(draft))
        : createTemplate({ name, language, category, parameterFormat: 'POSITIONAL', components: componentsOf(draft) }),
    touches: ['templates'],
    done: ({ id }) => {
      onClose();
      navigate(`/${business}/templates/${id}`);
      return { message: t('templates.submitted') };
    },
    failed: (error) => {
      setProblem(error);
      return true;
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      size="xl"
      title={template ? `${template.name} (${template.language})` : t('templates.new')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          setProblem(null);
          write.mutate();
        }}
      >
        <div className={css.editor}>
          <Stack>
            {!template && (
              <>
                <TextInput
                  label={t('templates.column.name')}
                  description={t('templates.nameHint')}
                  value={name}
                  maxLength={LIMITS.name}
                  required
                  onChange={(event) => setName(event.currentTarget.value.toLowerCase().replace(/[^a-z0-9_]/g, '_'))}
                  data-autofocus
                />
                <Group grow align="flex-start">
                  <TextInput
                    label={t('templates.column.language')}
                    description={t('templates.languageHint')}
                    value={language}
                    maxLength={20}
                    required
                    onChange={(event) => setLanguage(event.currentTarget.value)}
                  />
                  <NativeSelect
                    label={t('templates.column.category')}
                    description={t('templates.categoryHint')}
                    value={category}
                    data={CATEGORIES.map((value) => ({ value, label: t(`templates.category.${value}`) }))}
                    onChange={(event) => {
                      const wanted = CATEGORIES.find((one) => one === event.currentTarget.value);
                      if (wanted) setCategory(wanted);
                    }}
                  />
                </Group>
              </>
            )}
            <TextInput
              label={<Counted label={t('templates.header')} text={draft.header} most={LIMITS.header} />}
              value={draft.header}
              maxLength={LIMITS.header}
              dir="auto"
              onChange={(event) => change({ header: event.currentTarget.value })}
            />
            {holesIn(draft.header) > 0 && (
              <Sample hole="1" value={draft.headerSample} onChange={(headerSample) => change({ headerSample })} />
            )}
            <Textarea
              label={<Counted label={t('templates.body')} text={draft.body} most={LIMITS.body} />}
              description={t('templates.bodyHint', HOLES)}
              value={draft.body}
              maxLength={LIMITS.body}
              autosize
              minRows={4}
              required
              dir="auto"
              onChange={(event) => change({ body: event.currentTarget.value })}
            />
            {Array.from({ length: holesIn(draft.body) }, (_, at) => (
              <Sample
                // biome-ignore lint/suspicious/noArrayIndexKey: a hole is its number
                key={at}
                hole={String(at + 1)}
                value={draft.samples[at] ?? ''}
                onChange={(value) => {
                  const samples = [...draft.samples];
                  samples[at] = value;
                  change({ samples: Array.from(samples, (sample) => sample ?? '') });
                }}
              />
            ))}
            <TextInput
              label={<Counted label={t('templates.footer')} text={draft.footer} most={LIMITS.footer} />}
              value={draft.footer}
              maxLength={LIMITS.footer}
              dir="auto"
              onChange={(event) => change({ footer: event.currentTarget.value })}
            />
            <Buttons buttons={draft.buttons} onChange={(buttons) => change({ buttons })} />
          </Stack>
          <Stack>
            <PhonePreview draft={draft} language={language} />
            {problems.length > 0 && draft.body !== '' && (
              <Alert color="yellow" role="status">
                {problems.map((one) => (
                  <div key={one}>{t(`templates.wrong.${one}`, HOLES)}</div>
                ))}
              </Alert>
            )}
            <Text size="sm" c="dimmed">
              {template ? t('templates.editHint') : t('templates.reviewHint')}
            </Text>
            {problem !== null && <Trouble error={problem} />}
          </Stack>
        </div>
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={write.isPending} disabled={problems.length > 0}>
            {t('templates.submit')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** A label with how much of the limit is used. */
function Counted({ label, text, most }: { label: string; text: string; most: number }) {
  const { number } = useFormats();
  return (
    <span className={css.counted}>
      {label}
      <span className="numbers" data-full={text.length >= most || undefined}>
        {number([...text].length)} / {number(most)}
      </span>
    </span>
  );
}

function Sample({ hole, value, onChange }: { hole: string; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation('templates');
  return (
    <TextInput
      label={t('templates.sample', { hole: `{{${hole}}}` })}
      value={value}
      maxLength={200}
      dir="auto"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

const KINDS: readonly DraftButton['kind'][] = ['QUICK_REPLY', 'URL', 'PHONE_NUMBER'];

function Buttons({ buttons, onChange }: { buttons: DraftButton[]; onChange: (buttons: DraftButton[]) => void }) {
  const { t } = useTranslation('templates');
  const change = (at: number, more: Partial<DraftButton>) =>
    onChange(buttons.map((button, n) => (n === at ? { ...button, ...more } : button)));
  return (
    <fieldset className={css.buttons}>
      <legend>{t('templates.buttons')}</legend>
      {buttons.map((button, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two buttons may say the same
        <Group key={at} gap="xs" wrap="nowrap" align="flex-end">
          <NativeSelect
            aria-label={t('templates.buttonKind')}
            value={button.kind}
            data={KINDS.map((value) => ({ value, label: t(`templates.button.${value}`) }))}
            onChange={(event) => {
              const kind = KINDS.find((one) => one === event.currentTarget.value);
              if (kind) change(at, { kind, value: '' });
            }}
          />
          <TextInput
            className={css.grow}
            aria-label={t('templates.buttonText')}
            placeholder={t('templates.buttonText')}
            value={button.text}
            maxLength={LIMITS.button}
            onChange={(event) => change(at, { text: event.currentTarget.value })}
          />
          {button.kind !== 'QUICK_REPLY' && (
            <TextInput
              className={css.grow}
              type={button.kind === 'URL' ? 'url' : 'tel'}
              dir="ltr"
              aria-label={t(`templates.button.${button.kind}`)}
              placeholder={button.kind === 'URL' ? 'https://' : '+16505551234'}
              value={button.value}
              maxLength={button.kind === 'URL' ? LIMITS.url : LIMITS.phone}
              onChange={(event) => change(at, { value: event.currentTarget.value })}
            />
          )}
          <ActionIcon
            size={36}
            aria-label={t('common.remove')}
            onClick={() => onChange(buttons.filter((_, n) => n !== at))}
          >
            <IconTrash size={18} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {buttons.length < LIMITS.buttons && (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => onChange([...buttons, { kind: 'QUICK_REPLY', text: '', value: '' }])}
        >
          {t('templates.addButton')}
        </Button>
      )}
    </fieldset>
  );
}
