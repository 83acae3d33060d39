import { type ReactNode, useEffect } from 'react';
import css from './page.module.css';

type Props = {
  title: string;
  /** The one main action of the page. */
  action?: ReactNode;
  /** Quieter things beside it. */
  tools?: ReactNode;
  /** Before the title: the way back of a page that fills the screen. */
  back?: ReactNode;
  /** All in one row whatever the width; a long title is cut. */
  isTight?: boolean;
  /** Content fills the height and scrolls by itself (lists, the inbox); else the page scrolls. */
  isFull?: boolean;
  children: ReactNode;
};

/** Title, main action on the right, content. Sets the tab's title. */
export function Page({ title, action, tools, back, isTight = false, isFull = true, children }: Props) {
  useTabTitle(title);
  return (
    <div className={css.page}>
      <header className={css.head} data-tight={isTight || undefined}>
        {back}
        <h1 className={css.title}>{title}</h1>
        {tools}
        {action}
      </header>
      <div className={isFull ? css.full : css.scrolling}>{children}</div>
    </div>
  );
}

/** For pages without a header of their own. */
export function useTabTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Parlour`;
  }, [title]);
}
