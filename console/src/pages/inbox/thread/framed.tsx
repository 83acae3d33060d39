import type { ReactNode } from 'react';
import { keyed } from '../model/keyed.ts';
import type { ContentOf } from '../model/shapes.ts';
import { Choices } from './choices.tsx';
import css from './contents.module.css';
import { Document, Picture, Video } from './files.tsx';
import { RichText } from './rich-text.tsx';

type Frame = Pick<ContentOf<'buttons'>, 'header' | 'body' | 'footer'>;

/** A body between what stands above and below it. */
export function Framed({ content: { header, body, footer }, children }: { content: Frame; children: ReactNode }) {
  return (
    <>
      {header?.type === 'text' && <strong dir="auto">{header.text}</strong>}
      {header?.type === 'image' && <Picture file={header.file} />}
      {header?.type === 'video' && <Video file={header.file} />}
      {header?.type === 'document' && <Document file={header.file} />}
      <RichText text={body} />
      {footer && (
        <div className={css.quiet} dir="auto">
          {footer}
        </div>
      )}
      {children}
    </>
  );
}

/** Cards side by side. */
export function Carousel({ carousel: { body, cards } }: { carousel: ContentOf<'carousel'> }) {
  return (
    <>
      <RichText text={body} />
      <div className={css.carousel}>
        {keyed(cards, ({ body: words }) => words ?? '').map(({ key, item: card }) => (
          <div key={key}>
            {card.header.type === 'image' ? <Picture file={card.header.file} /> : <Video file={card.header.file} />}
            {card.body && <RichText text={card.body} />}
            <Choices titles={card.link ? [card.link.title] : (card.buttons ?? []).map(({ title }) => title)} />
          </div>
        ))}
      </div>
    </>
  );
}
