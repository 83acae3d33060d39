import { Button, Collapse, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconList } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { RichText } from '../inbox/thread/rich-text.tsx';
import type { Reply } from './flow-queries.ts';
import css from './simulator.module.css';

type Props = { reply: Reply; onTap: (title: string) => void };

/** What the assistant says, as the customer's phone shows it; buttons and rows can be tapped. */
export function ReplyBubble({ reply, onTap }: Props) {
  const { t } = useTranslation('flows');
  switch (reply.type) {
    case 'text':
      return (
        <div className={css.theirs} dir="auto">
          <RichText text={reply.body} />
        </div>
      );
    case 'buttons':
      return (
        <div className={css.theirs} dir="auto">
          <RichText text={reply.body} />
          <div className={css.options}>
            {reply.buttons.map(({ id, title }) => (
              <Button key={id} variant="subtle" size="compact-md" onClick={() => onTap(title)}>
                {title}
              </Button>
            ))}
          </div>
        </div>
      );
    case 'list':
      return <ListBubble reply={reply} onTap={onTap} />;
    default:
      return (
        <div className={css.theirs} dir="auto">
          {'body' in reply && typeof reply.body === 'string' && <RichText text={reply.body} />}
          <Text size="xs" c="dimmed">
            {t('flows.otherContent', { type: reply.type })}
          </Text>
        </div>
      );
  }
}

function ListBubble({ reply, onTap }: { reply: Extract<Reply, { type: 'list' }>; onTap: (title: string) => void }) {
  const [isOpen, { toggle }] = useDisclosure(false);
  return (
    <div className={css.theirs} dir="auto">
      <RichText text={reply.body} />
      <div className={css.options}>
        <Button
          variant="subtle"
          size="compact-md"
          leftSection={<IconList size={16} aria-hidden />}
          onClick={toggle}
          aria-expanded={isOpen}
        >
          {reply.button}
        </Button>
        <Collapse expanded={isOpen}>
          {reply.sections
            .flatMap(({ rows }) => rows)
            .map(({ id, title, description }) => (
              <button key={id} type="button" className={css.listRow} onClick={() => onTap(title)}>
                <span>{title}</span>
                {description && <small>{description}</small>}
              </button>
            ))}
        </Collapse>
      </div>
    </div>
  );
}
