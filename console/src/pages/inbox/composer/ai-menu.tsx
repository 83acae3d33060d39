import { ActionIcon, Button, Menu, Popover } from '@mantine/core';
import { IconLanguage, IconSparkles, IconWand } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answered, api } from '../../../api/client.ts';
import { useMe } from '../../../session/use-me.ts';
import { languageName } from '../../../ui/language-name.ts';
import { problemToast } from '../../../ui/toast.tsx';
import type { Row } from '../model/shapes.ts';
import css from './composer.module.css';

const STYLES = ['clearer', 'shorter', 'friendlier', 'formal'] as const;
type Made = { by: 'model' | 'rules'; model: string | null; note: string };

type Props = { row: Row; text: string; onText: (text: string) => void };

/** Words from a machine: always as a proposal in the field, always saying who made it. */
export function AiMenu({ row, text, onText }: Props) {
  const { t, i18n } = useTranslation('inbox');
  const { can } = useMe();
  const [proposed, setProposed] = useState<{ texts: string[]; made: Made; before: string } | null>(null);
  const ask = useMutation({
    mutationFn: (how: () => Promise<Made & { texts: string[] }>) => how(),
    onSuccess: ({ texts, ...made }) => setProposed({ texts, made, before: text }),
    onError: problemToast,
  });
  if (!can('ai:use')) return null;
  const one = async (call: Promise<Made & { text: string }>) => {
    const { text: words, ...made } = await call;
    return { ...made, texts: [words] };
  };
  const to = row.contact.language ?? i18n.resolvedLanguage ?? 'en';
  const isEmpty = text.trim() === '';
  return (
    <Popover
      opened={proposed !== null}
      onDismiss={() => setProposed(null)}
      position="top-start"
      width={360}
      trapFocus
      withRoles={false}
    >
      <Popover.Target>
        <span>
          <Menu position="top-start" width={240}>
            <Menu.Target>
              <ActionIcon
                loading={ask.isPending}
                color="violet"
                aria-label={t('inbox.ai.title')}
                title={t('inbox.ai.title')}
              >
                <IconSparkles size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconSparkles size={16} aria-hidden />}
                onClick={() =>
                  ask.mutate(() =>
                    answered(api.GET('/api/v1/ai/conversations/{id}/replies', { params: { path: { id: row.id } } })),
                  )
                }
              >
                {t('inbox.ai.suggest')}
              </Menu.Item>
              <Menu.Divider />
              {STYLES.map((style) => (
                <Menu.Item
                  key={style}
                  disabled={isEmpty}
                  leftSection={<IconWand size={16} aria-hidden />}
                  onClick={() =>
                    ask.mutate(() => one(answered(api.POST('/api/v1/ai/rewrite', { body: { text, style } }))))
                  }
                >
                  {t(`inbox.ai.${style}`)}
                </Menu.Item>
              ))}
              <Menu.Item
                disabled={isEmpty}
                leftSection={<IconLanguage size={16} aria-hidden />}
                onClick={() =>
                  ask.mutate(() => one(answered(api.POST('/api/v1/ai/translate', { body: { text, to } }))))
                }
              >
                {t('inbox.ai.translate', { language: languageName(to, i18n.resolvedLanguage ?? 'en') })}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </span>
      </Popover.Target>
      <Popover.Dropdown>
        {proposed && (
          <>
            <div className={css.made}>
              <IconSparkles size={14} aria-hidden />
              <MadeWords made={proposed.made} />
            </div>
            <div className={css.replies}>
              {proposed.texts.map((words) => (
                <button
                  key={words}
                  type="button"
                  dir="auto"
                  onClick={() => {
                    onText(words);
                    setProposed(null);
                  }}
                >
                  {words}
                </button>
              ))}
              {proposed.texts.length === 0 && t('inbox.ai.nothing')}
            </div>
            <Button mt="xs" size="compact-sm" variant="subtle" color="gray" onClick={() => setProposed(null)}>
              {t('common.close')}
            </Button>
          </>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

/** Nobody should take rules for a model, or a model for a person. */
export function MadeWords({ made }: { made: Made }) {
  const { t } = useTranslation('inbox');
  return (
    <span>
      {made.by === 'model' ? t('inbox.ai.byModel', { model: made.model }) : t('inbox.ai.byRules')} {t('inbox.ai.read')}
    </span>
  );
}
