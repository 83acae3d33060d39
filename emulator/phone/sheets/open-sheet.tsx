import type { Bubble } from '../../src/phone-api.ts';
import { type SheetState, useConversation } from '../conversation/context.tsx';
import { MessageMenu } from '../conversation/message-menu.tsx';
import { AttachSheet } from './attach-sheet.tsx';
import { ContactSheet, ShareContactSheet } from './contact-sheet.tsx';
import { FileSheet } from './file-sheet.tsx';
import { FormSheet } from './form-sheet.tsx';
import { ListSheet } from './list-sheet.tsx';
import { LocationSheet } from './location-sheet.tsx';
import { CatalogueSheet, ProductsSheet } from './products-sheet.tsx';
import { BusinessSheet, EmojiSheet, PictureSheet, StickerSheet } from './small-sheets.tsx';
import './sheets.css';

type Props = { sheet: SheetState; bubbles: Bubble[]; quotes?: string; onClose(): void };

/** Draws what has slid up over the conversation. `quotes` is the message being quoted in the composer. */
export function OpenSheet({ sheet, bubbles, quotes, onClose }: Props) {
  const { react } = useConversation();
  switch (sheet.kind) {
    case 'attach':
      return <AttachSheet onClose={onClose} />;
    case 'emoji':
      return <EmojiSheet onPick={(emoji) => react(sheet.bubbleId, emoji)} onClose={onClose} />;
    case 'file':
      return <FileSheet file={sheet.file} as={sheet.as} quotes={quotes} onClose={onClose} />;
    case 'sticker':
      return <StickerSheet quotes={quotes} onClose={onClose} />;
    case 'location':
      return <LocationSheet quotes={sheet.quotes ?? quotes} onClose={onClose} />;
    case 'contact':
      return <ContactSheet onClose={onClose} />;
    case 'share-contact':
      return <ShareContactSheet quotes={sheet.quotes} onClose={onClose} />;
    case 'picture':
      return <PictureSheet media={sheet.media} caption={sheet.caption} onClose={onClose} />;
    case 'business':
      return <BusinessSheet onClose={onClose} />;
    case 'message':
      return <MessageMenu bubble={sheet.bubble} anchor={sheet.anchor} onClose={onClose} />;
    case 'products':
      return <ProductsSheet bubbleId={sheet.bubbleId} title="Items" sections={sheet.sections} onClose={onClose} />;
    case 'catalogue':
      return <CatalogueSheet bubbleId={sheet.bubbleId} title={sheet.title} onClose={onClose} />;
    case 'form':
      return <FormSheet bubbleId={sheet.bubbleId} title={sheet.title} onClose={onClose} />;
    case 'list':
      return <ActionSheet bubble={bubbles.find(({ id }) => id === sheet.bubbleId)} onClose={onClose} />;
  }
}

function ActionSheet({ bubble, onClose }: { bubble: Bubble | undefined; onClose(): void }) {
  const action = bubble?.content.type === 'interactive' ? bubble.content.action : undefined;
  return bubble && action?.kind === 'list' ? <ListSheet bubble={bubble} action={action} onClose={onClose} /> : null;
}
