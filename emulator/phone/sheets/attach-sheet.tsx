import { useRef } from 'react';
import { useConversation } from '../conversation/context.tsx';
import { arrowKeys } from '../ui/arrow-keys.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import { Sheet } from '../ui/sheet.tsx';

const COLUMNS = 3;

/** The plus menu: what else than words one can send. */
export function AttachSheet({ onClose }: { onClose(): void }) {
  const { open } = useConversation();
  const media = useRef<HTMLInputElement>(null);
  const document = useRef<HTMLInputElement>(null);

  const pick = (as: 'media' | 'document') => (event: React.ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0];
    if (file) open({ kind: 'file', file, as });
  };
  return (
    <Sheet title="Attach" onClose={onClose}>
      <div className="attach-grid" role="toolbar" aria-label="Attach" onKeyDown={arrowKeys('button', COLUMNS)}>
        <Choice icon="photo" title="Photo or video" hue="violet" first onPress={() => media.current?.click()} />
        <Choice icon="document" title="Document" hue="blue" onPress={() => document.current?.click()} />
        <Choice icon="pin" title="Location" hue="green" onPress={() => open({ kind: 'location' })} />
        <Choice icon="person" title="Contact" hue="amber" onPress={() => open({ kind: 'contact' })} />
        <Choice icon="sticker" title="Sticker" hue="red" onPress={() => open({ kind: 'sticker' })} />
      </div>
      <input
        ref={media}
        type="file"
        hidden
        accept="image/*,video/*"
        aria-label="Choose a photo or video"
        onChange={pick('media')}
      />
      <input ref={document} type="file" hidden aria-label="Choose a document" onChange={pick('document')} />
    </Sheet>
  );
}

type ChoiceProps = { icon: IconName; title: string; hue: string; first?: boolean; onPress(): void };

const Choice = ({ icon, title, hue, first, onPress }: ChoiceProps) => (
  <button type="button" className="attach" data-first-focus={first ? '' : undefined} onClick={onPress}>
    <span className={`attach-sign attach-${hue}`}>
      <Icon name={icon} />
    </span>
    {title}
  </button>
);
