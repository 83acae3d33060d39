import { createServer } from 'node:http';
import { createEmulator, DEFAULTS, type Emulator } from '../../emulator/src/index.ts';

/** An emulator on a port, a business that only takes note, and Ana with one message of every kind a phone can draw. */
export type Showcase = {
  emulator: Emulator;
  origin: string;
  /** Everything the business was told, oldest first; `value` of each change. */
  heard(): { field: string; value: Wire }[];
  sends(message: Record<string, unknown>): Promise<string>;
  end(): Promise<void>;
};
/** Whatever came over the wire; tests look into it freely. */
type Wire = ReturnType<typeof JSON.parse>;

export const ANA = '+16505551234';

export const CART = {
  type: 'interactive',
  interactive: {
    type: 'product_list',
    header: { type: 'text', text: 'Winter' },
    body: { text: 'Warm things that are in stock.' },
    action: {
      catalog_id: '1',
      sections: [
        { title: 'Hoodies', product_items: [{ product_retailer_id: 'HOOD-M' }, { product_retailer_id: 'HOOD-L' }] },
        { title: 'Hats', product_items: [{ product_retailer_id: 'HAT' }] },
      ],
    },
  },
};

export const CATALOGUE = {
  type: 'interactive',
  interactive: {
    type: 'catalog_message',
    body: { text: 'Have a look around the whole shop.' },
    action: { name: 'catalog_message', parameters: { thumbnail_product_retailer_id: 'HAT' } },
  },
};

export const FORM = {
  type: 'interactive',
  interactive: {
    type: 'flow',
    body: { text: 'When may we come? It takes a minute.' },
    action: {
      name: 'flow',
      parameters: {
        flow_message_version: '3',
        flow_name: 'appointment',
        flow_cta: 'Choose a time',
        flow_token: 'token-1',
        flow_action: 'navigate',
        flow_action_payload: { screen: 'WHEN' },
      },
    },
  },
};

export const OFFER = {
  type: 'template',
  template: { name: 'winter_offer', language: { code: 'en' } },
};

/** Two cards with a picture each; a data: address will not do, so the picture is uploaded first. */
export const carousel = (mediaId: string) => ({
  type: 'interactive',
  interactive: {
    type: 'carousel',
    body: { text: 'Three that go well together.' },
    action: {
      cards: ['Classic Hoodie', 'Wool Hat', 'Rain Jacket'].map((title, index) => ({
        card_index: index,
        type: 'cta_url',
        header: { type: 'image', image: { id: mediaId } },
        body: { text: `*${title}*\nIn stock, ships today.` },
        action: { buttons: [{ type: 'quick_reply', quick_reply: { id: `more-${index}`, title: 'Tell me more' } }] },
      })),
    },
  },
});

const APPOINTMENT = {
  version: '7.0',
  screens: [
    {
      id: 'WHEN',
      title: 'Appointment',
      layout: {
        type: 'SingleColumnLayout',
        children: [
          { type: 'TextHeading', text: 'When may we come?' },
          { type: 'TextBody', text: 'We ring you an hour before.' },
          { type: 'DatePicker', name: 'day', label: 'Day', required: true },
          {
            type: 'RadioButtonsGroup',
            name: 'part',
            label: 'Time of day',
            required: true,
            'data-source': [
              { id: 'am', title: 'Morning', description: '8 to 12' },
              { id: 'pm', title: 'Afternoon', description: '13 to 18' },
            ],
          },
          {
            type: 'Footer',
            label: 'Continue',
            'on-click-action': { name: 'navigate', next: { type: 'screen', name: 'WHO' } },
          },
        ],
      },
    },
    {
      id: 'WHO',
      title: 'Appointment',
      terminal: true,
      layout: {
        type: 'SingleColumnLayout',
        children: [
          { type: 'TextHeading', text: 'Who opens the door?' },
          { type: 'TextInput', name: 'name', label: 'Name', required: true, 'input-type': 'text' },
          { type: 'TextArea', name: 'note', label: 'Anything we should know?', required: false },
          { type: 'OptIn', name: 'call', label: 'You may call me about this visit', required: false },
          {
            type: 'Footer',
            label: 'Book',
            // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the language of forms has the same braces
            'on-click-action': { name: 'complete', payload: { name: '${form.name}', day: '${screen.WHEN.form.day}' } },
            // biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above
          },
        ],
      },
    },
  ],
};

export async function openShowcase(): Promise<Showcase> {
  const changes: { field: string; value: Wire }[] = [];
  const business = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString() || '{}');
      for (const entry of body.entry ?? []) changes.push(...entry.changes);
      response.writeHead(200).end();
    });
  });
  await new Promise<void>((resolve) => business.listen(0, '127.0.0.1', resolve));
  const address = business.address();
  const port = typeof address === 'object' && address ? address.port : 0;

  const emulator = createEmulator({
    seed: 'showcase',
    webhookUrl: `http://127.0.0.1:${port}/webhooks`,
    numbers: [{ verifiedName: 'Harbour Street Clothing', about: 'Clothes for all weathers', starters: ['hi'] }],
    phones: [
      { name: 'Ana García', number: ANA },
      { name: 'Ben', number: '+447700900123' },
    ],
    products: [
      { retailerId: 'HOOD-M', name: 'Classic Hoodie (M, black)', price: 45, currency: 'USD' },
      { retailerId: 'HOOD-L', name: 'Classic Hoodie (L, black)', price: 45, currency: 'USD' },
      { retailerId: 'HAT', name: 'Wool Hat', price: 18.5, currency: 'USD' },
    ],
    flows: [{ name: 'appointment', json: APPOINTMENT }],
    templates: [
      {
        name: 'winter_offer',
        language: 'en',
        category: 'MARKETING',
        status: 'APPROVED',
        components: [
          { type: 'BODY', text: 'Ten percent off everything warm, until Sunday.' },
          { type: 'FOOTER', text: 'Harbour Street Clothing' },
          { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Show me' }] },
        ],
      },
    ],
  });
  const origin = await emulator.listen();
  return {
    emulator,
    origin,
    heard: () => changes,
    async sends(message) {
      const answer = await fetch(`${origin}/v25.0/${DEFAULTS.phoneNumberId}/messages`, {
        method: 'POST',
        headers: { authorization: `Bearer ${DEFAULTS.accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ messaging_product: 'whatsapp', to: ANA, ...message }),
      });
      const body: Wire = await answer.json();
      if (!answer.ok) throw new Error(JSON.stringify(body));
      return body.messages[0].id;
    },
    async end() {
      await emulator.close();
      business.closeAllConnections();
      business.close();
    },
  };
}

/** Uploads a picture as the business would. @returns its media id. */
export async function uploadPicture(origin: string, png: Buffer): Promise<string> {
  const form = new FormData();
  form.set('messaging_product', 'whatsapp');
  form.set('file', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'picture.png');
  const answer = await fetch(`${origin}/v25.0/${DEFAULTS.phoneNumberId}/media`, {
    method: 'POST',
    headers: { authorization: `Bearer ${DEFAULTS.accessToken}` },
    body: form,
  });
  const body: Wire = await answer.json();
  return body.id;
}
