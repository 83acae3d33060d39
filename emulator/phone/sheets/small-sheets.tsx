import type { Media } from '../../src/phone-api.ts';
import { mediaUrl } from '../api/client.ts';
import { EmojiPicker } from '../composer/emoji-picker.tsx';
import { stickerOf } from '../composer/photo.ts';
import { useConversation } from '../conversation/context.tsx';
import { Formatted } from '../text/formatted.tsx';
import { useSelect, useVerbs } from '../ui/app-context.tsx';
import { Avatar } from '../ui/avatar.tsx';
import { Sheet } from '../ui/sheet.tsx';
import { Switch } from '../ui/switch.tsx';

/** A picture as large as the screen allows. */
export function PictureSheet({ media, caption, onClose }: { media: Media; caption?: string; onClose(): void }) {
  return (
    <Sheet title="Photo" onClose={onClose} className="full">
      <figure className="picture">
        <img src={mediaUrl(media.mediaId)} alt={caption ?? 'Photo'} />
        {caption && (
          <figcaption className="words" dir="auto">
            <Formatted text={caption} />
          </figcaption>
        )}
      </figure>
    </Sheet>
  );
}

export function EmojiSheet({ onPick, onClose }: { onPick(emoji: string): void; onClose(): void }) {
  return (
    <Sheet title="React" onClose={onClose}>
      <EmojiPicker
        onPick={(emoji) => {
          onClose();
          onPick(emoji);
        }}
      />
    </Sheet>
  );
}

/** Any emoji, sent as a sticker. */
export function StickerSheet({ quotes, onClose }: { quotes?: string; onClose(): void }) {
  const { send } = useConversation();
  const { notice } = useVerbs();
  const pick = async (emoji: string) => {
    onClose();
    const blob = await stickerOf(emoji);
    if (blob) send({ type: 'sticker', mediaId: '', quotes }, { blob });
    else notice('This browser cannot make stickers.');
  };
  return (
    <Sheet title="Send sticker" onClose={onClose}>
      <EmojiPicker onPick={pick} />
    </Sheet>
  );
}

/** Who one is writing to, and the means to stop them. */
export function BusinessSheet({ onClose }: { onClose(): void }) {
  const { chat } = useConversation();
  const { changeSettings } = useVerbs();
  const business = useSelect((state) => state.numbers.find(({ id }) => id === chat.numberId));
  const phone = useSelect((state) => state.phones.find(({ id }) => id === chat.phoneId));
  if (!business || !phone) return null;
  const others = phone.blocked.filter((id) => id !== business.id);
  return (
    <Sheet title="Business info" onClose={onClose}>
      <div className="business">
        <Avatar name={business.name} size={88} />
        <h3>{business.name}</h3>
        <p className="numbers">{business.displayNumber}</p>
        {business.about && <p dir="auto">{business.about}</p>}
      </div>
      <div className="switches">
        <Switch
          label={`Block ${business.name}`}
          hint="Its messages no longer reach this phone"
          on={phone.blocked.includes(business.id)}
          onChange={(blocked) => changeSettings(phone, { blocked: blocked ? [...others, business.id] : others })}
        />
      </div>
    </Sheet>
  );
}
