import { useState } from 'react';
import type { Media } from '../../src/phone-api.ts';
import { mediaUrl } from '../api/client.ts';
import { useConversation } from '../conversation/context.tsx';
import type { Outgoing } from '../store/state.ts';
import { plainText } from '../text/format.ts';
import { extensionOf, sizeOf } from '../text/size.ts';
import { Icon } from '../ui/icon.tsx';
import { useMediaSource } from './media-source.ts';

type Props = { media: Media; outgoing?: Outgoing; caption?: string };

export function Photo({ media, outgoing, caption }: Props) {
  const { open } = useConversation();
  const source = useMediaSource(media, outgoing);
  const [missing, setMissing] = useState(false);
  if (missing) return <Missing what="Photo" />;
  return (
    <button
      type="button"
      className="photo"
      aria-label={caption ? `Photo: ${plainText(caption)}` : 'Photo'}
      disabled={outgoing !== undefined}
      onClick={() => open({ kind: 'picture', media, caption })}
    >
      {source && <img src={source} alt="" onError={() => setMissing(true)} />}
    </button>
  );
}

export function Video({ media, outgoing }: Props) {
  const source = useMediaSource(media, outgoing);
  // biome-ignore lint/a11y/useMediaCaption: a customer's or business's own recording has no captions
  return <video className="video" src={source} controls preload="metadata" aria-label="Video" />;
}

export function Sticker({ media, outgoing }: Props) {
  const source = useMediaSource(media, outgoing);
  return source ? <img className="sticker" src={source} alt="Sticker" /> : <span className="sticker" />;
}

export function Document({ media, outgoing }: Props) {
  const name = media.fileName ?? 'Document';
  const inside = (
    <>
      <span className="document-type" aria-hidden="true">
        {extensionOf(media.fileName, media.mimeType)}
      </span>
      <span className="document-name">
        <b>{name}</b>
        <small>
          {extensionOf(media.fileName, media.mimeType)} · {sizeOf(media.sizeBytes)}
        </small>
      </span>
    </>
  );
  if (outgoing || !media.mediaId) return <span className="document">{inside}</span>;
  return (
    <a className="document" href={mediaUrl(media.mediaId)} download={name}>
      {inside}
      <span className="unseen">Download</span>
      <Icon name="download" size={20} />
    </a>
  );
}

function Missing({ what }: { what: string }) {
  return (
    <span className="missing">
      <Icon name="photo" size={20} /> {what} is not available
    </span>
  );
}
