import { ActionIcon, CloseButton, Drawer } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowLeft } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import css from './list-with-detail.module.css';

type Props = {
  list: ReactNode;
  /** What stands beside the list; null: nothing is open. */
  detail: ReactNode | null;
  /** Names the detail for those who listen. */
  label: string;
  onClose: () => void;
  /** Width of the detail on wide screens, in px. */
  width?: number;
};

/** Detail beside the list on wide screens, over it on narrow ones; the address says what is open. */
export function ListWithDetail({ list, detail, label, onClose, width = 480 }: Props) {
  const isWide = useMediaQuery('(min-width: 68em)', true, { getInitialValueInEffect: false });
  const isOpen = detail !== null && detail !== undefined && detail !== false;
  return (
    <div className={css.both}>
      <div className={css.list}>{list}</div>
      {isWide
        ? isOpen && (
            <aside className={css.detail} aria-label={label} style={{ width }}>
              {detail}
            </aside>
          )
        : isOpen && (
            <Drawer
              opened
              onClose={onClose}
              position="right"
              size="100%"
              withCloseButton={false}
              closeOnEscape={false} // the pane does, unless something is open above it
              padding={0}
              attributes={{ content: { 'aria-label': label } }}
            >
              {detail}
            </Drawer>
          )}
    </div>
  );
}

type PaneProps = { title: ReactNode; onClose: () => void; actions?: ReactNode; children: ReactNode };

/** A detail: its title stays in sight, Escape closes it. */
export function DetailPane({ title, onClose, actions, children }: PaneProps) {
  const { t } = useTranslation();
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || isTyping(event.target)) return;
      if (pane.current && isBeneath(pane.current, event.target)) return;
      onClose();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <section ref={pane} className={css.pane}>
      <header className={css.head}>
        <ActionIcon className={css.back} onClick={onClose} aria-label={t('common.back')}>
          <IconArrowLeft size={20} className="points" aria-hidden />
        </ActionIcon>
        <h2 className={css.title}>{title}</h2>
        {actions}
        <CloseButton className={css.close} onClick={onClose} aria-label={t('common.close')} />
      </header>
      <div className={css.body}>{children}</div>
    </section>
  );
}

/** Whether a dialog, menu or popover is open over the detail: Escape closes that, and not the detail too. */
function isBeneath(pane: HTMLElement, target: EventTarget | null): boolean {
  const above = target instanceof Element ? target.closest('[role=menu], [role=listbox], [role=dialog]') : null;
  const open = [...document.querySelectorAll('[aria-modal=true]'), ...(above ? [above] : [])];
  return open.some((one) => !one.contains(pane));
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
