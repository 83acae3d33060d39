import type { OrderState } from './api.ts';

/** How an order travels, as far as somebody wrote it down. */
export type Shipment = { carrier: string | null; trackingNumber: string | null };

/**
 * What a customer reads when their order moved on: free text, in their language as far as it is written here.
 *
 * @returns null for a state nobody is told about.
 */
export function noticeText(language: string, state: OrderState, number: number, shipment: Shipment): string | null {
  const { says, tracking } = wordsOf(language);
  const sentence = says[state]?.replace('{number}', String(number));
  if (!sentence) return null;
  const way = state === 'shipped' ? [shipment.carrier, shipment.trackingNumber].filter(Boolean).join(' ') : '';
  return way ? `${sentence}\n${tracking}: ${way}` : sentence;
}

/** How somebody is addressed whose name we do not know: "Hello there". */
export const nameless = (language: string): string => wordsOf(language).nameless;

/** The state as a word within a sentence of a template. */
export const stateWord = (language: string, state: OrderState): string => wordsOf(language).words[state] ?? state;

type Words = {
  says: Partial<Record<OrderState, string>>;
  words: Partial<Record<OrderState, string>>;
  tracking: string;
  nameless: string;
};

/** @param language BCP 47 or as templates are named: "es", "es-MX", "es_MX". */
const wordsOf = (language: string): Words => LANGUAGES[language.split(/[-_]/)[0] ?? ''] ?? ENGLISH;

const ENGLISH: Words = {
  says: {
    confirmed: 'Your order #{number} is confirmed.',
    shipped: 'Your order #{number} is on its way.',
    delivered: 'Your order #{number} was delivered. Thank you for buying from us.',
    cancelled: 'Your order #{number} was cancelled. Write to us if you have a question.',
  },
  words: { confirmed: 'confirmed', shipped: 'shipped', delivered: 'delivered', cancelled: 'cancelled' },
  tracking: 'Tracking',
  nameless: 'there',
};

const LANGUAGES: Record<string, Words> = {
  es: {
    says: {
      confirmed: 'Tu pedido n.º {number} está confirmado.',
      shipped: 'Tu pedido n.º {number} está en camino.',
      delivered: 'Tu pedido n.º {number} fue entregado. Gracias por tu compra.',
      cancelled: 'Tu pedido n.º {number} fue cancelado. Escríbenos si tienes alguna pregunta.',
    },
    words: { confirmed: 'confirmado', shipped: 'en camino', delivered: 'entregado', cancelled: 'cancelado' },
    tracking: 'Seguimiento',
    nameless: 'cliente',
  },
  pt: {
    says: {
      confirmed: 'Seu pedido n.º {number} está confirmado.',
      shipped: 'Seu pedido n.º {number} está a caminho.',
      delivered: 'Seu pedido n.º {number} foi entregue. Obrigado pela compra.',
      cancelled: 'Seu pedido n.º {number} foi cancelado. Escreva para nós se tiver alguma dúvida.',
    },
    words: { confirmed: 'confirmado', shipped: 'a caminho', delivered: 'entregue', cancelled: 'cancelado' },
    tracking: 'Rastreio',
    nameless: 'cliente',
  },
  hi: {
    says: {
      confirmed: 'आपका ऑर्डर #{number} पक्का हो गया है।',
      shipped: 'आपका ऑर्डर #{number} रास्ते में है।',
      delivered: 'आपका ऑर्डर #{number} पहुँचा दिया गया है। हमसे ख़रीदने के लिए धन्यवाद।',
      cancelled: 'आपका ऑर्डर #{number} रद्द कर दिया गया है। कोई सवाल हो तो हमें लिखें।',
    },
    words: { confirmed: 'पक्का', shipped: 'रास्ते में', delivered: 'पहुँचा दिया गया', cancelled: 'रद्द' },
    tracking: 'ट्रैकिंग',
    nameless: 'ग्राहक',
  },
  ar: {
    says: {
      confirmed: 'تم تأكيد طلبك رقم {number}.',
      shipped: 'طلبك رقم {number} في الطريق إليك.',
      delivered: 'تم تسليم طلبك رقم {number}. شكرًا لشرائك من متجرنا.',
      cancelled: 'تم إلغاء طلبك رقم {number}. راسلنا إن كان لديك أي سؤال.',
    },
    words: { confirmed: 'مؤكد', shipped: 'في الطريق', delivered: 'تم تسليمه', cancelled: 'ملغى' },
    tracking: 'رقم التتبع',
    nameless: 'عميلنا العزيز',
  },
};
