import type { DemoQuestion } from './questions.ts';

export const factoryQuestions: DemoQuestion[] = [
  {
    topic: 'lead-time',
    en: {
      question: 'How long until my order is delivered?',
      variants: ['lead time', 'delivery time', 'how long does production take', 'when will it be ready'],
      answer:
        'What is in stock leaves within 5 days. Larger runs take two to three weeks; the order shows its own date.',
    },
    es: {
      question: '¿Cuánto tarda mi pedido?',
      variants: ['plazo de entrega', 'tiempo de producción', 'cuándo estará listo', 'plazo de fabricación'],
      answer:
        'Lo que hay en almacén sale en 5 días. Las series grandes tardan de dos a tres semanas; cada pedido muestra su fecha.',
    },
  },
  {
    topic: 'minimum-order',
    en: {
      question: 'Is there a minimum order?',
      variants: ['minimum quantity', 'moq', 'can I order a single piece', 'smallest order'],
      answer: 'No minimum for stocked models. Own colours and sizes start at 20 pieces of one model.',
    },
    es: {
      question: '¿Hay un pedido mínimo?',
      variants: ['cantidad mínima', 'puedo pedir una sola pieza', 'mínimo de compra'],
      answer: 'No para los modelos en almacén. Los colores y medidas propios empiezan en 20 piezas del mismo modelo.',
    },
  },
  {
    topic: 'warranty',
    en: {
      question: 'What does the warranty cover?',
      variants: ['guarantee', 'warranty period', 'how long is the warranty', 'is it under warranty'],
      answer:
        'Five years on frames, two on upholstery and moving parts. Report a defect from the menu, with a photo if you can, and we repair or replace.',
    },
    es: {
      question: '¿Qué cubre la garantía?',
      variants: ['garantía', 'cuánto dura la garantía', 'está en garantía'],
      answer:
        'Cinco años en estructuras y dos en tapizado y partes móviles. Informa del defecto desde el menú, si puedes con foto, y reparamos o cambiamos.',
    },
  },
  {
    topic: 'change-order',
    en: {
      question: 'Can I change or cancel my order?',
      variants: ['change my order', 'modify order', 'cancel order', 'wrong quantity'],
      answer: 'Until it is shipped, yes. Write "human" and tell us the order number.',
    },
    es: {
      question: '¿Puedo cambiar o cancelar mi pedido?',
      variants: ['cambiar el pedido', 'modificar el pedido', 'cancelar pedido', 'cantidad equivocada'],
      answer: 'Sí, hasta que salga de la fábrica. Escribe "humano" y dinos el número del pedido.',
    },
  },
  {
    topic: 'defects',
    en: {
      question: 'What happens after I report a defect?',
      variants: ['how do you handle defects', 'defect process', 'how long does a repair take', 'broken on arrival'],
      answer:
        'You get a defect number at once. Quality looks at it within a day, and you can follow the progress from the menu. Most are resolved in 3 days.',
    },
    es: {
      question: '¿Qué pasa después de informar de un defecto?',
      variants: ['cómo gestionan los defectos', 'cuánto tarda la reparación', 'llegó roto'],
      answer:
        'Recibes un número al momento. Calidad lo revisa en un día y puedes seguir el avance desde el menú. La mayoría se resuelve en 3 días.',
    },
  },
  {
    topic: 'visits',
    en: {
      question: 'Can I visit the factory?',
      variants: ['factory tour', 'showroom', 'where are you', 'address'],
      answer: 'Gladly, on weekdays from 9 am to 4 pm, at 220 Mill Road, Dayton, Ohio 45402. Tell us a day before.',
    },
    es: {
      question: '¿Puedo visitar la fábrica?',
      variants: ['visita a la fábrica', 'sala de exposición', 'dónde están', 'dirección'],
      answer: 'Con gusto, de lunes a viernes de 9 a 16 h, en 220 Mill Road, Dayton, Ohio 45402. Avísanos un día antes.',
    },
  },
  {
    topic: 'opening-hours',
    en: {
      question: 'When can I reach you?',
      variants: ['opening hours', 'business hours', 'support hours', 'when are you open'],
      answer: 'The desk answers on weekdays from 8 am to 6 pm. Orders, defects and the schedule are here at any hour.',
    },
    es: {
      question: '¿Cuándo puedo contactarlos?',
      variants: ['horario', 'horario de atención', 'cuándo abren'],
      answer:
        'Atendemos de lunes a viernes de 8 a 18 h. Pedidos, defectos y producción se consultan aquí a cualquier hora.',
    },
  },
];
