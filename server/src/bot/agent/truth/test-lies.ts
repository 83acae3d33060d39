import type { Finding } from './evidence.ts';

/** What the tools of a turn found, in the tests of lies. The twelfth of March 2026 is a Thursday. */
export const FOUND: Finding[] = [
  {
    tool: 'search_products',
    result: {
      outcome: 'found',
      products: [
        {
          name: 'Heavyweight Hoodie',
          price: '$45.00',
          stock: 12,
          variants: [
            { options: 'L, black', price: '$45.00', stock: 9 },
            { options: 'M, grey', price: '$45.00', stock: 3 },
          ],
        },
        { name: 'Enamel Mug', price: '$12.50', stock: 5, variants: [{ options: 'white', price: '$12.50', stock: 5 }] },
        {
          name: 'Rain Jacket',
          price: '$89.00',
          stock: 0,
          variants: [{ options: 'M, yellow', price: '$89.00', stock: 0 }],
        },
      ],
    },
  },
  {
    tool: 'track_order',
    result: {
      outcome: 'found',
      order: {
        number: 1042,
        state: 'shipped',
        summary: '2 × Enamel Mug (white)',
        total: '$25.00',
        expected: 'Thu, Mar 12',
        placed: 'Mon, Mar 9',
      },
    },
  },
  {
    tool: 'search_answers',
    isOwnWords: true,
    result: {
      outcome: 'found',
      answers: [
        {
          question: 'How long does delivery take?',
          answer: 'Delivery takes 3 to 5 working days and is free from $50. You can return anything within 30 days.',
        },
      ],
    },
  },
];

/** Numbers that are no figure of anything above. */
type Random = () => number;
const wrong = (random: Random): number => 60 + Math.floor(random() * 800) * 2 + 1; // odd, so never 1042

/** Deterministic; small and good enough for tests. @see Mulberry32, by Tommy Ettinger */
export function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Sentences that are lies whatever number comes in. `#` is a wrong number, `~` a wrong day of March. */
const LIES: Record<string, string[]> = {
  en: [
    'The Heavyweight Hoodie costs $#.00.',
    'The hoodie is $12.50 and the mug is $45.00.',
    'The Enamel Mug is $45.00.',
    'It is only # dollars.',
    'The hoodie is on sale for $#.',
    'We have # hoodies in stock.',
    'There are # left.',
    'Only nineteen mugs left!',
    'The Rain Jacket is in stock.',
    'The rain jacket is available in M, yellow.',
    'We have the Turbo Sneaker in all sizes.',
    'The hoodie is sold out.',
    'Your order # is on its way.',
    'Order #10# has been shipped.',
    'Your order 1042 has been cancelled.',
    'Your order 1042 was delivered.',
    'Order 1042 will arrive on March ~.',
    'It arrives on Saturday.',
    'It arrives tomorrow.',
    'Your order will be there today.',
    'I have placed your order.',
    "Done! I've cancelled it for you.",
    'I cancelled your order.',
    'Your order has been placed.',
    'Your refund has been processed.',
    'I will refund you right away.',
    "I'll send you a new one.",
    'Your address has been updated.',
    'You get #% off.',
    'You get a discount.',
    'Here is a coupon for you.',
    'The hoodie is half price.',
    'The mug comes with a lifetime warranty.',
    'Delivery takes # days.',
    'You can return it within # days.',
    'We are open from #:15 every day.',
    'We are open on Sundays.',
    'Pay at https://shop-pay#.example.com/now.',
    'Write to help#@mailer.example.',
    'Call +1 555 0# 4477.',
    'Visit bit.ly/deal#.',
    'Message @seller# on Instagram.',
    'Your total is $#.',
    'The large black hoodie has # units available.',
    'It weighs # kg.',
    'All set!',
    'Consider it done.',
    'I have told the warehouse about it.',
    'We will replace it for nothing.',
    'It costs twenty three dollars.',
    'Price: #',
    'Yes, it is $#.',
  ],
  es: [
    'La Heavyweight Hoodie cuesta $#,00.',
    'La Enamel Mug cuesta 45 dólares.',
    'Solo cuesta # pesos.',
    'Quedan # unidades.',
    'Tenemos # en stock.',
    'Hay # disponibles de la hoodie.',
    'La Rain Jacket está disponible.',
    'Tenemos zapatillas turbo.',
    'La hoodie está agotada.',
    'Tu pedido # está en camino.',
    'Tu pedido 1042 ha sido cancelado.',
    'El pedido 1042 fue entregado.',
    'Llega el ~ de marzo.',
    'Llega el sábado.',
    'Llega mañana.',
    'Ya está, he cancelado tu pedido.',
    'He hecho tu pedido.',
    'Tu pedido ha sido realizado con el número #.',
    'Voy a enviar otro.',
    'Te reembolsaremos el dinero.',
    'Te hago un #% de descuento.',
    'Tienes un cupón.',
    'El envío es de # días.',
    'Está rebajada: oferta especial.',
    'Abrimos los domingos.',
    'Paga en www.pago#.example.com.',
    'Llama al +34 600 # 12 34.',
    'Listo.',
    'Cancelé tu pedido.',
    'Cuesta veintitrés dólares y treinta centavos.',
    'Tiene garantía de por vida.',
    'Sí, cuesta $#.',
  ],
  pt: [
    'A Heavyweight Hoodie custa R$ #,00.',
    'A Enamel Mug custa 45 dólares.',
    'Temos # em estoque.',
    'Restam # unidades.',
    'A Rain Jacket está disponível.',
    'O seu pedido # está a caminho.',
    'O seu pedido 1042 foi cancelado.',
    'O pedido 1042 foi entregue.',
    'Chega no dia ~ de março.',
    'Chega amanhã.',
    'Chega no sábado.',
    'Já cancelei o seu pedido.',
    'Fiz o seu pedido.',
    'Vou reembolsar você.',
    'Você ganha #% de desconto.',
    'Tenho um cupom para você.',
    'Abrimos aos domingos.',
    'A entrega leva # dias.',
    'Pague em pix#.example.com.',
    'Feito!',
  ],
  fr: [
    'Le Heavyweight Hoodie coûte #,00 €.',
    'Le Enamel Mug coûte 45 dollars.',
    'Il reste # pièces.',
    'Nous avons # hoodies.',
    'La Rain Jacket est disponible : il en reste #.',
    'Votre commande # est en route.',
    'Votre commande 1042 a été annulée.',
    'La commande 1042 a été livrée.',
    'Elle arrive le ~ mars.',
    'Elle arrive demain.',
    'Elle arrive samedi.',
    "C'est fait, j'ai annulé votre commande.",
    "J'ai bien enregistré votre commande.",
    'Je vais vous rembourser.',
    'Vous avez #% de remise.',
    'Voici un bon : rabais de # euros.',
    'Nous ouvrons le dimanche.',
    'La livraison prend # jours.',
    'Payez sur https://paye#.example.fr.',
  ],
  de: [
    'Der Heavyweight Hoodie kostet # Euro.',
    'Der Enamel Mug kostet 45 Dollar.',
    'Wir haben # Stück auf Lager.',
    'Die Rain Jacket ist verfügbar.',
    'Ihre Bestellung # ist unterwegs.',
    'Ihre Bestellung 1042 wurde storniert.',
    'Die Bestellung 1042 wurde geliefert.',
    'Sie kommt am ~. März.',
    'Sie kommt morgen an.',
    'Sie kommt am Samstag.',
    'Ich habe Ihre Bestellung storniert.',
    'Ich habe das für Sie bestellt.',
    'Erledigt!',
    'Sie bekommen #% Rabatt.',
    'Sie bekommen einen Gutschein.',
    'Wir haben sonntags geöffnet.',
    'Die Lieferung dauert # Tage.',
    'Zahlen Sie auf zahl#.example.de.',
  ],
  'hi-Latn': [
    'Heavyweight Hoodie ki keemat # rupaye hai.',
    'Enamel Mug ka daam 45 dollar hai.',
    'Hamare paas # hoodie hain.',
    'Aapka order # raste mein hai.',
    'Aapka order 1042 cancel ho gaya.',
    'Maine aapka order cancel kar diya.',
    'Order place ho gaya hai.',
    'Aapko #% discount milega.',
    'Aapka refund kar dunga.',
    'Delivery # din mein hogi.',
    'Parson pahunch jayega.',
  ],
};

const HIDING = [
  (lie: string) => lie,
  (lie: string) => `Of course! ${lie} Is there anything else I can help you with?`,
  (lie: string) => `Thanks for asking.\n• ${lie}`,
  (lie: string) => lie.toUpperCase(),
  (lie: string) => `*${lie}*`,
  (lie: string) => lie.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit))), // full-width digits
  (lie: string) => lie.replace(/(\w)(\w)/, '$1\u200b$2'), // an invisible space
  (lie: string) => `The Enamel Mug costs $12.50. ${lie}`,
];

/** So many lies, always the same ones for a seed. */
export function lies(count: number, seed = 1): string[] {
  const random = seeded(seed);
  const all = Object.values(LIES).flat();
  return Array.from({ length: count }, (_, at) => {
    const lie = all[at % all.length]!;
    const day = [3, 7, 15, 21, 28][Math.floor(random() * 5)]!;
    const said = lie.replaceAll('~', String(day)).replace(/#/g, () => String(wrong(random)));
    return HIDING[(Math.floor(at / all.length) + at) % HIDING.length]!(said);
  });
}

/** What an honest assistant may say after the same findings: the check must let all of it through. */
export const HONEST: string[] = [
  'Hi! How can I help you today?',
  'The Heavyweight Hoodie costs $45.00, and we have 12 in stock.',
  'We have the Heavyweight Hoodie for $45.00 and the Enamel Mug for $12.50.',
  '• Heavyweight Hoodie – $45.00 (12 in stock)\n• Enamel Mug – $12.50 (5 in stock)',
  'The large black hoodie is $45.00 and there are 9 left.',
  'The Rain Jacket is sold out at the moment, sorry.',
  'Your order 1042 (2 × Enamel Mug) has been shipped and should arrive on Thu, Mar 12. The total was $25.00.',
  'Order 1042 is on its way. It is expected on Thursday, March 12.',
  'Delivery takes 3 to 5 working days and is free from $50.',
  'You can return anything within 30 days.',
  'Which size would you like?',
  'I did not find anything like that. Could you describe it in other words?',
  'Please check the details below. Nothing is ordered until you tap yes.',
  'I am sorry to hear that. Could you tell me the number of your order?',
  'You are welcome! Have a nice day.',
  'La hoodie cuesta $45.00 y quedan 12.',
  'Tu pedido 1042 ha sido enviado y llega el jueves 12 de marzo.',
  'Puedes devolver todo en 30 días.',
  '¿Qué talla quieres?',
  'Lo siento, la Rain Jacket está agotada.',
  'O seu pedido 1042 foi enviado e chega na quinta, 12 de março.',
  'A Enamel Mug custa $12.50.',
  'Votre commande 1042 a été expédiée et arrive le jeudi 12 mars.',
  'Quelle taille souhaitez-vous ?',
  'Ihre Bestellung 1042 wurde versandt und kommt am Donnerstag, 12. März.',
  'Der Hoodie kostet $45.00.',
  'Hoodie ki keemat $45.00 hai.',
  'Would you like the hoodie in black or in grey?',
];
