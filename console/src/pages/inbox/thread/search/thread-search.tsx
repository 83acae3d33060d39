import { ActionIcon, Button, Loader, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconChevronDown, IconChevronUp, IconSearch, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../../ui/use-formats.ts';
import { authorOf } from '../bubble.tsx';
import { useSummary } from '../summary.ts';
import css from './thread-search.module.css';
import { useThreadSearch } from './use-thread-search.ts';

const SEARCH_AFTER_MS = 250;
const LONGEST = 200;
const MOST_FOUND = 300; // the server looks no further

type Props = { conversationId: string; customer: string; onClose: () => void };

/** Words are looked for in everything that was said; enter goes to what was said before, with shift to what came after. */
export function ThreadSearch({ conversationId, customer, onClose }: Props) {
  const { t } = useTranslation('inbox');
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [words] = useDebouncedValue(text, SEARCH_AFTER_MS);
  const found = useThreadSearch(conversationId, words);
  useReturningFocus();

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') onClose();
    else if (event.key === 'Enter') found.step(event.shiftKey ? -1 : 1);
    else if (event.key === 'ArrowUp') found.step(1);
    else if (event.key === 'ArrowDown') found.step(-1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isEmpty = found.count === 0;
  return (
    <>
      <search className={css.bar} aria-label={t('inbox.search.label')}>
        <TextInput
          ref={field}
          type="search"
          autoFocus
          dir="auto"
          value={text}
          maxLength={LONGEST}
          leftSection={<IconSearch size={16} aria-hidden />}
          rightSection={found.isSearching && <Loader size={14} aria-hidden />}
          placeholder={t('inbox.search.label')}
          aria-label={t('inbox.search.label')}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Count found={found} />
        <ActionIcon
          size={44}
          disabled={isEmpty}
          onClick={() => found.step(1)}
          aria-label={t('inbox.search.older')}
          title={t('inbox.search.older')}
        >
          <IconChevronUp size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          size={44}
          disabled={isEmpty}
          onClick={() => found.step(-1)}
          aria-label={t('inbox.search.newer')}
          title={t('inbox.search.newer')}
        >
          <IconChevronDown size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          className={css.close}
          size={44}
          onClick={onClose}
          aria-label={t('inbox.search.close')}
          title={t('inbox.search.close')}
        >
          <IconX size={18} aria-hidden />
        </ActionIcon>
        <Told found={found} customer={customer} />
      </search>
      {found.error && (
        <div className={css.trouble} role="alert">
          {t('common.problem.ours')}
          <Button size="compact-sm" variant="default" onClick={() => void found.again()}>
            {t('common.tryAgain')}
          </Button>
        </div>
      )}
    </>
  );
}

type Found = ReturnType<typeof useThreadSearch>;

function Count({ found: { count, place, isSearching, hasWords, error } }: { found: Found }) {
  const { t } = useTranslation('inbox');
  const { number } = useFormats();
  if (!hasWords || error || (isSearching && count === 0)) return <span className={css.count} aria-hidden />;
  const many = count >= MOST_FOUND ? `${number(MOST_FOUND)}+` : number(count);
  return (
    <span className={css.count} aria-hidden>
      {count === 0 ? t('inbox.search.none') : t('inbox.search.place', { place: number(place), all: many })}
    </span>
  );
}

/** For ears: which of how many it is, who said it and how it begins. */
function Told({ found, customer }: { found: Found; customer: string }) {
  const { t } = useTranslation('inbox');
  const { exact } = useFormats();
  const summary = useSummary();
  const { count, place, message, isSearching, hasWords } = found;
  const isFound = hasWords && !isSearching && message !== undefined;
  return (
    <span className="unseen" role="status">
      {hasWords && !isSearching && count === 0 && t('inbox.search.none')}
      {isFound &&
        `${t('inbox.search.place', { place, all: count })}. ${t('inbox.message.by', {
          author: authorOf(message, customer, t),
          time: exact(new Date(message.sentAt)),
        })}. ${summary(message.content)}`}
    </span>
  );
}

/** Who closes the search goes on where they were. */
function useReturningFocus(): void {
  const before = useRef(document.activeElement);
  useEffect(() => {
    const from = before.current;
    return () => {
      if (from instanceof HTMLElement && from.isConnected) from.focus({ preventScroll: true });
    };
  }, []);
}
