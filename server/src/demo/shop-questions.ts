import type { DemoQuestion } from './questions.ts';

export const shopQuestions: DemoQuestion[] = [
  {
    topic: 'delivery',
    en: {
      question: 'How long does delivery take?',
      variants: ['when will it arrive', 'delivery time', 'shipping time', 'how many days', 'how fast do you ship'],
      answer: 'Delivery takes up to 5 days. You get the expected day with your order, and a message when it leaves us.',
    },
    es: {
      question: '¿Cuánto tarda la entrega?',
      variants: ['cuándo llega', 'tiempo de entrega', 'cuántos días tarda', 'tiempo de envío'],
      answer:
        'La entrega tarda hasta 5 días. Con tu pedido recibes la fecha prevista, y un mensaje cuando sale de la tienda.',
    },
  },
  {
    topic: 'shipping-cost',
    en: {
      question: 'How much is shipping?',
      variants: ['shipping cost', 'delivery fee', 'is shipping free', 'do you charge for delivery'],
      answer: 'Shipping within the United States is free. We do not ship abroad yet.',
    },
    es: {
      question: '¿Cuánto cuesta el envío?',
      variants: ['coste de envío', 'gastos de envío', 'el envío es gratis', 'costo de envío'],
      answer: 'El envío dentro de Estados Unidos es gratis. Todavía no enviamos a otros países.',
    },
  },
  {
    topic: 'returns',
    en: {
      question: 'Can I return or exchange something?',
      variants: ['return policy', 'send it back', 'exchange size', 'refund', 'it does not fit', 'money back'],
      answer:
        'Yes, within 30 days, unworn and with its label. Write "human" here and we send you a free return label, for your money back or another size.',
    },
    es: {
      question: '¿Puedo devolver o cambiar algo?',
      variants: ['devoluciones', 'cambiar la talla', 'reembolso', 'no me queda', 'política de devolución'],
      answer:
        'Sí, durante 30 días, sin usar y con su etiqueta. Escribe "humano" aquí y te enviamos una etiqueta gratis para devolverlo o cambiar la talla.',
    },
  },
  {
    topic: 'payment',
    en: {
      question: 'How can I pay?',
      variants: ['payment methods', 'do you take cards', 'credit card', 'cash on delivery', 'paypal'],
      answer: 'You pay on delivery, by card or in cash. Your order needs no payment in advance.',
    },
    es: {
      question: '¿Cómo puedo pagar?',
      variants: ['formas de pago', 'aceptan tarjeta', 'pago contra entrega', 'métodos de pago', 'efectivo'],
      answer: 'Pagas al recibir el pedido, con tarjeta o en efectivo. No hace falta pagar por adelantado.',
    },
  },
  {
    topic: 'opening-hours',
    en: {
      question: 'When are you open?',
      variants: ['opening hours', 'business hours', 'are you open today', 'what time do you close'],
      answer: 'The shop is open Monday to Saturday, 10 am to 7 pm. Here in the chat you can order at any hour.',
    },
    es: {
      question: '¿Cuándo abren?',
      variants: ['horario', 'a qué hora abren', 'a qué hora cierran', 'están abiertos hoy'],
      answer: 'La tienda abre de lunes a sábado, de 10 a 19 h. Por este chat puedes pedir a cualquier hora.',
    },
  },
  {
    topic: 'sizes',
    en: {
      question: 'Which size fits me?',
      variants: ['size chart', 'size guide', 'do they run small', 'what size should I take', 'sizing'],
      answer:
        'Our clothes fit true to size. Chest in inches: S 36–38, M 39–41, L 42–44, XL 45–47. In between, take the larger one.',
    },
    es: {
      question: '¿Qué talla me queda?',
      variants: ['tabla de tallas', 'guía de tallas', 'qué talla debo pedir', 'tallan pequeño'],
      answer:
        'Nuestra ropa talla normal. Pecho en centímetros: S 91–97, M 98–104, L 105–112, XL 113–120. Si dudas, toma la más grande.',
    },
  },
  {
    topic: 'location',
    en: {
      question: 'Where is the shop?',
      variants: ['address', 'where are you located', 'can I pick it up', 'store location'],
      answer: 'At 14 Harbour Street, Portland, Maine 04101. You can also pick up your order there.',
    },
    es: {
      question: '¿Dónde está la tienda?',
      variants: ['dirección', 'dónde están ubicados', 'puedo recogerlo', 'ubicación'],
      answer: 'En 14 Harbour Street, Portland, Maine 04101. También puedes recoger tu pedido allí.',
    },
  },
];
