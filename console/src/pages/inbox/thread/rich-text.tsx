import { memo } from 'react';
import { keyed } from '../model/keyed.ts';
import { type Piece, readWhatsAppText } from '../model/whatsapp-text.ts';
import css from './contents.module.css';

/** A text as WhatsApp shows it. Everything is text to React; links go where `hrefOf` allows. */
export const RichText = memo(function RichText({ text }: { text: string }) {
  return (
    <div className={css.text} dir="auto">
      {keyed(readWhatsAppText(text), ({ kind }) => kind).map(({ key, item: line }) => {
        if (line.kind === 'block') return <pre key={key}>{line.text}</pre>;
        const pieces = <Pieces pieces={line.pieces} />;
        if (line.kind === 'quote') return <blockquote key={key}>{pieces}</blockquote>;
        return <p key={key}>{line.pieces.length === 0 ? <br /> : pieces}</p>;
      })}
    </div>
  );
});

/** What is written under a picture, if anything. */
export const Caption = ({ text }: { text: string | undefined }) => (text ? <RichText text={text} /> : null);

function Pieces({ pieces }: { pieces: readonly Piece[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes its pieces
  return pieces.map((piece, index) => <OnePiece key={index} piece={piece} />);
}

function OnePiece({ piece }: { piece: Piece }) {
  switch (piece.kind) {
    case 'text':
      return piece.text;
    case 'code':
      return <code>{piece.text}</code>;
    case 'link':
      return (
        <a href={piece.href} target="_blank" rel="noopener noreferrer nofollow" referrerPolicy="no-referrer">
          {piece.text}
        </a>
      );
    case 'bold':
      return (
        <strong>
          <Pieces pieces={piece.pieces} />
        </strong>
      );
    case 'italic':
      return (
        <em>
          <Pieces pieces={piece.pieces} />
        </em>
      );
    case 'strike':
      return (
        <s>
          <Pieces pieces={piece.pieces} />
        </s>
      );
  }
}
