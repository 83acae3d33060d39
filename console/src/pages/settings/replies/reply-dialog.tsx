import { Button, Group, Menu, Modal, Select, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../../api/problem.ts';
import { problemText } from '../../../ui/problem-text.ts';
import { useFocusReturn } from '../../../ui/use-focus-return.ts';
import { useWrite } from '../../../ui/use-write.ts';
import { RichText } from '../../inbox/thread/rich-text.tsx';
import type { Business } from '../calls.ts';
import { languages } from '../general/choices.ts';
import { addReply, changeReply, type Reply, type ReplyDraft } from './calls.ts';
import css from './replies.module.css';
import { exampleOf, shortcutOf, VARIABLES } from './replies.ts';

/** @see WhatsApp Business Platform, Messages, "Text messages" */
const LONGEST = 4_096;

type Props = {
  reply: Reply | null;
  draft: ReplyDraft;
  about: Business | undefined;
  onDelete: (reply: Reply) => void;
  onClose: () => void;
};

/** One reply in one language, beside what a customer would read. */
export function ReplyDialog({ reply, draft, about, onDelete, onClose }: Props) {
  const { t, i18n } = useTranslation(['desk', 'problems'], { useSuspense: false }); // words for what went wrong may come later
  useFocusReturn();
  const [shortcut, setShortcut] = useState(draft.shortcut);
  const [language, setLanguage] = useState(draft.language);
  const [title, setTitle] = useState(draft.title);
  const [body, setBody] = useState(draft.body);
  const [taken, setTaken] = useState<string | null>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const save = useWrite({
    write: (now: ReplyDraft) => (reply ? changeReply(reply.id, now) : addReply(now)),
    touches: ['canned-replies'],
    done: ({ shortcut: saved }) => {
      onClose();
      return { message: t('desk.replies.saved', { shortcut: saved }) };
    },
    failed: (error) => {
      const problem = asProblem(error);
      if (problem.kind !== 'shortcut-taken') return undefined;
      setTaken(problemText(problem, t).advice);
      return true;
    },
  });
  const isWhole = shortcutOf(shortcut) !== '' && title.trim() !== '' && body.trim() !== '' && body.length <= LONGEST;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isWhole) save.mutate({ shortcut: shortcutOf(shortcut), language, title: title.trim(), body: body.trim() });
  };
  const put = (name: string) => {
    const at = field.current?.selectionStart ?? body.length;
    const to = field.current?.selectionEnd ?? at;
    const words = `{{${name}}}`;
    setBody(body.slice(0, at) + words + body.slice(to));
    requestAnimationFrame(() => {
      field.current?.focus();
      field.current?.setSelectionRange(at + words.length, at + words.length);
    });
  };
  const card = about?.contactCard;
  const values = {
    ...VARIABLES,
    'business.name': about?.name,
    'business.hours': card?.hours,
    'business.address': card?.address,
    'business.phone': card?.phone,
    'business.email': card?.email,
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={t(reply ? 'desk.replies.change' : 'desk.replies.new')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          <div className={css.pair}>
            <TextInput
              label={t('desk.replies.shortcut')}
              description={t('desk.replies.shortcutText')}
              leftSection={<span aria-hidden>/</span>}
              value={shortcut}
              maxLength={41}
              error={taken}
              data-autofocus={draft.shortcut === '' || undefined}
              onChange={({ currentTarget }) => {
                setTaken(null);
                setShortcut(currentTarget.value);
              }}
              onBlur={() => setShortcut(shortcutOf(shortcut))}
            />
            <Select
              label={t('desk.replies.language')}
              description={t('desk.replies.languageText')}
              data={languages(i18n.resolvedLanguage ?? 'en', [...(about?.languages ?? []), language])}
              value={language}
              searchable
              allowDeselect={false}
              onChange={(value) => {
                setTaken(null);
                if (value) setLanguage(value);
              }}
            />
          </div>
          <TextInput
            label={t('desk.replies.name')}
            description={t('desk.replies.nameText')}
            value={title}
            maxLength={100}
            dir="auto"
            onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          />
          <div>
            <Textarea
              ref={field}
              label={t('desk.replies.body')}
              value={body}
              autosize
              minRows={4}
              maxRows={12}
              dir="auto"
              data-autofocus={draft.shortcut !== '' || undefined}
              error={body.length > LONGEST && t('desk.replies.tooLong', { max: LONGEST })}
              onChange={({ currentTarget }) => setBody(currentTarget.value)}
            />
            <Menu position="bottom-start" width={280}>
              <Menu.Target>
                <Button size="compact-md" variant="subtle" mt={4} leftSection={<IconBraces size={16} aria-hidden />}>
                  {t('desk.replies.insert')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
                {Object.keys(VARIABLES).map((name) => (
                  <Menu.Item key={name} onClick={() => put(name)} rightSection={<code dir="ltr">{name}</code>}>
                    {t(`desk.variable.${name.replace('.', '_')}`)}
                  </Menu.Item>
                ))}
              </Menu.Dropdown>
            </Menu>
          </div>
          {body.trim() !== '' && (
            <section>
              <Text size="sm" fw={500} mb={4}>
                {t('desk.replies.preview')}
              </Text>
              <div className={css.preview} dir="auto">
                <RichText text={exampleOf(body, values)} />
              </div>
            </section>
          )}
          <Group justify="space-between">
            {reply ? (
              <Button
                variant="subtle"
                color="red"
                onClick={() => {
                  onDelete(reply);
                  onClose();
                }}
              >
                {t('common.delete')}
              </Button>
            ) : (
              <span />
            )}
            <Group>
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" disabled={!isWhole} loading={save.isPending}>
                {t('common.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
