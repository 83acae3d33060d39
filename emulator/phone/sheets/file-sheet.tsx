import { useEffect, useState } from 'react';
import type { PhoneMessage } from '../../src/phone-api.ts';
import { photoOf } from '../composer/photo.ts';
import { useConversation } from '../conversation/context.tsx';
import { extensionOf, sizeOf } from '../text/size.ts';
import { Icon } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';

const LONGEST_CAPTION = 1024; // @see WhatsApp Business Platform, Messages, "Image messages"

type Kind = 'image' | 'video' | 'audio' | 'document';
type Prepared = { kind: Kind; blob: Blob; name?: string; url: string };

const titles: Record<Kind, string> = {
  image: 'Send photo',
  video: 'Send video',
  audio: 'Send audio',
  document: 'Send document',
};

/** Shows the chosen file before it goes, with room for a caption. */
export function FileSheet({
  file,
  as,
  quotes,
  onClose,
}: {
  file: File;
  as: 'media' | 'document';
  quotes?: string;
  onClose(): void;
}) {
  const { send } = useConversation();
  const prepared = usePrepared(file, as);
  const [caption, setCaption] = useState('');

  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (!prepared) return;
    onClose();
    send(messageOf(prepared.kind, caption.trim() || undefined, quotes), prepared);
  };
  return (
    <Sheet title={titles[prepared?.kind ?? 'document']} onClose={onClose} className="tall">
      <form className="file-form" onSubmit={submit}>
        <div className="file-preview">{prepared && <Preview {...prepared} size={file.size} />}</div>
        <div className="composer-row">
          {prepared?.kind !== 'audio' && (
            <input
              className="field"
              aria-label="Caption"
              placeholder="Add a caption"
              maxLength={LONGEST_CAPTION}
              value={caption}
              data-first-focus
              onChange={({ target }) => setCaption(target.value)}
            />
          )}
          <button type="submit" className="round main" aria-label="Send" disabled={!prepared}>
            <Icon name="send" />
          </button>
        </div>
      </form>
    </Sheet>
  );
}

function Preview({ kind, blob, name, url, size }: Prepared & { size: number }) {
  switch (kind) {
    case 'image':
      return <img src={url} alt={name ?? 'Chosen'} />;
    case 'video':
      // biome-ignore lint/a11y/useMediaCaption: the person's own recording has no captions
      return <video src={url} controls aria-label="Chosen video" />;
    case 'audio':
      // biome-ignore lint/a11y/useMediaCaption: the person's own recording has no captions
      return <audio src={url} controls aria-label="Chosen audio" />;
    case 'document':
      return (
        <span className="document">
          <span className="document-type" aria-hidden="true">
            {extensionOf(name, blob.type)}
          </span>
          <span className="document-name">
            <b>{name}</b>
            <small>{sizeOf(size)}</small>
          </span>
        </span>
      );
  }
}

function messageOf(kind: Kind, caption: string | undefined, quotes: string | undefined): PhoneMessage {
  return kind === 'audio'
    ? { type: 'audio', mediaId: '', voice: false, quotes }
    : { type: kind, mediaId: '', caption, quotes };
}

function usePrepared(file: File, as: 'media' | 'document'): Prepared | null {
  const [prepared, setPrepared] = useState<Prepared | null>(null);
  useEffect(() => {
    let left = false;
    let url: string | undefined;
    void prepare(file, as).then((ready) => {
      if (left) return;
      url = URL.createObjectURL(ready.blob);
      setPrepared({ ...ready, url });
    });
    return () => {
      left = true;
      if (url) URL.revokeObjectURL(url);
    };
  }, [file, as]);
  return prepared;
}

/** WhatsApp takes some types as pictures, films and sound; everything else goes as a document, as on a phone. */
async function prepare(file: File, as: 'media' | 'document'): Promise<Omit<Prepared, 'url'>> {
  const document = { kind: 'document' as const, blob: file, name: file.name };
  if (as === 'document') return document;
  if (/^video\/(mp4|3gpp)$/.test(file.type)) return { kind: 'video', blob: file };
  if (/^audio\/(aac|amr|mpeg|mp4|ogg)$/.test(file.type)) return { kind: 'audio', blob: file };
  const photo = file.type.startsWith('image/') ? await photoOf(file) : null;
  return photo ? { kind: 'image', blob: photo } : document;
}
