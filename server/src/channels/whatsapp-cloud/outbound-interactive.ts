import type { OutboundContent } from '../../conversations/api.ts';
import { fileToWire, type Wire } from './outbound-file.ts';

/** Messages one answers by a tap. */
export type Interactive = Exclude<
  OutboundContent,
  {
    type:
      | 'text'
      | 'image'
      | 'video'
      | 'audio'
      | 'document'
      | 'sticker'
      | 'location'
      | 'contacts'
      | 'reaction'
      | 'template';
  }
>;
type Of<T extends Interactive['type']> = Extract<Interactive, { type: T }>;

/** @see WhatsApp Business Platform, "Interactive messages", one page for each type */
export function interactiveToWire(content: Interactive): Wire {
  switch (content.type) {
    case 'buttons':
      return framed('button', content, { buttons: content.buttons.map((reply) => ({ type: 'reply', reply })) });
    case 'list':
      return framed('list', content, { button: content.button, sections: content.sections });
    case 'link':
      return framed('cta_url', content, linkToWire(content));
    case 'location_request':
      return framed('location_request_message', content, { name: 'send_location' });
    case 'contact_request':
      return framed('contact_request', content, { name: 'request_contact_info' });
    case 'address_request': {
      const { country, values } = content;
      return framed('address_message', content, { name: 'address_message', parameters: { country, values } });
    }
    case 'product':
      return framed('product', content, { catalog_id: content.catalogId, product_retailer_id: content.retailerId });
    case 'product_list':
      return framed(
        'product_list',
        { ...content, header: { type: 'text', text: content.header } },
        productsOf(content),
      );
    case 'catalogue':
      return framed('catalog_message', content, catalogueOf(content));
    case 'form':
      return framed('flow', content, { name: 'flow', parameters: formToWire(content) });
    case 'carousel':
      return framed('carousel', content, { cards: content.cards.map(cardToWire) });
    case 'call_permission_request':
      return framed('call_permission_request', content, { name: 'call_permission_request' });
    case 'call_button': {
      const parameters = content.title ? { display_text: content.title } : undefined;
      return framed('voice_call', content, { name: 'voice_call', parameters });
    }
    case 'order_details':
      return framed('order_details', content, { name: 'review_and_pay', parameters: content.parameters });
    case 'order_status':
      return framed('order_status', content, { name: 'review_order', parameters: content.parameters });
  }
}

type Frame = { header?: Of<'buttons'>['header']; body?: string; footer?: string };

/** Header, body and footer around the action that makes the type. */
function framed(type: string, { header, body, footer }: Frame, action: Wire): Wire {
  return {
    type,
    header: header && headerToWire(header),
    body: body ? { text: body } : undefined,
    footer: footer ? { text: footer } : undefined,
    action,
  };
}

function headerToWire(header: NonNullable<Frame['header']>): Wire {
  return header.type === 'text' ? header : { type: header.type, [header.type]: fileToWire(header.file) };
}

const linkToWire = ({ title, url }: { title: string; url: string }): Wire => ({
  name: 'cta_url',
  parameters: { display_text: title, url },
});

function productsOf({ catalogId, sections }: Of<'product_list'>): Wire {
  return {
    catalog_id: catalogId,
    sections: sections.map(({ title, retailerIds }) => ({
      title,
      product_items: retailerIds.map((product_retailer_id) => ({ product_retailer_id })),
    })),
  };
}

function catalogueOf({ thumbnailRetailerId }: Of<'catalogue'>): Wire {
  const parameters = thumbnailRetailerId ? { thumbnail_product_retailer_id: thumbnailRetailerId } : undefined;
  return { name: 'catalog_message', parameters };
}

/** Without a screen the form opens at its first one. Empty data is refused, so it is left out. */
function formToWire({ formId, formName, title, token, draft, screen, data }: Of<'form'>): Wire {
  const hasData = data && Object.keys(data).length > 0;
  return {
    flow_message_version: '3',
    flow_id: formId,
    flow_name: formId ? undefined : formName,
    flow_cta: title,
    flow_token: token ?? 'unused',
    mode: draft ? 'draft' : 'published',
    flow_action: screen ? 'navigate' : undefined,
    flow_action_payload: screen ? { screen, data: hasData ? data : undefined } : undefined,
  };
}

function cardToWire({ header, body, link, buttons }: Of<'carousel'>['cards'][number], index: number): Wire {
  const replies = buttons?.map((quick_reply) => ({ type: 'quick_reply', quick_reply }));
  return {
    card_index: index,
    type: 'cta_url', // of cards with quick replies too
    header: headerToWire(header),
    body: body ? { text: body } : undefined,
    action: link ? linkToWire(link) : { buttons: replies },
  };
}
