import { IconChevronRight, IconExternalLink, IconList } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { keyed } from '../model/keyed.ts';
import type { ContentOf } from '../model/shapes.ts';
import { hrefOf } from '../model/whatsapp-text.ts';
import css from './contents.module.css';

/** What the customer can press; here it is only shown. */
export function Choices({ titles, icon }: { titles: readonly string[]; icon?: ReactNode }) {
  return (
    <ul className={css.choices}>
      {keyed(titles, String).map(({ key, item: title }) => (
        <li key={key} dir="auto">
          {icon}
          {title}
        </li>
      ))}
    </ul>
  );
}

/** What a list offers; folded, as on a phone. */
export function Rows({ list: { button, sections } }: { list: ContentOf<'list'> }) {
  return (
    <details className={css.rows}>
      <summary>
        <IconList size={16} aria-hidden /> {button}
        <IconChevronRight size={16} className={`${css.turn} points`} aria-hidden />
      </summary>
      {keyed(sections, ({ title }) => title ?? '').map(({ key, item: section }) => (
        <ul key={key} aria-label={section.title}>
          {section.title && <li className={css.quiet}>{section.title}</li>}
          {section.rows.map(({ id, title, description }) => (
            <li key={id} dir="auto">
              {title}
              {description && <div className={css.quiet}>{description}</div>}
            </li>
          ))}
        </ul>
      ))}
    </details>
  );
}

/** A button that opens a page; only where `hrefOf` allows. */
export function LinkButton({ title, url }: { title: string; url: string }) {
  const href = hrefOf(url);
  const words = (
    <>
      <IconExternalLink size={16} aria-hidden /> {title}
    </>
  );
  return (
    <ul className={css.choices}>
      <li>
        {href ? (
          <a href={href} target="_blank" rel="noopener noreferrer" title={url}>
            {words}
          </a>
        ) : (
          words
        )}
      </li>
    </ul>
  );
}
