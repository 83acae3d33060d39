/** A message template as `GET /{WABA_ID}/message_templates` shows it. @see WhatsApp Business Platform, Templates */
export type TemplateDefinition = {
  name: string;
  language: string;
  category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
  status?: 'APPROVED' | 'PENDING' | 'REJECTED' | 'PAUSED' | 'DISABLED';
  parameter_format?: 'POSITIONAL' | 'NAMED';
  /** Only in this WhatsApp Business Account; in all of them when absent. */
  wabaId?: string;
  components: TemplateComponent[];
};

export type TemplateComponent =
  | { type: 'HEADER'; format: 'TEXT'; text: string; example?: Record<string, unknown> }
  | { type: 'HEADER'; format: 'IMAGE' | 'VIDEO' | 'DOCUMENT' | 'LOCATION'; example?: Record<string, unknown> }
  | { type: 'BODY'; text: string; example?: Record<string, unknown> }
  | { type: 'FOOTER'; text: string }
  | { type: 'BUTTONS'; buttons: TemplateButtonDefinition[] };

export type TemplateButtonDefinition =
  | { type: 'QUICK_REPLY'; text: string }
  | { type: 'URL'; text: string; url: string; example?: string[] }
  | { type: 'PHONE_NUMBER'; text: string; phone_number: string }
  | { type: 'COPY_CODE'; text?: string; example?: string[] };

/** Approved in every account from the start, as a new account at Meta has its `hello_world`. */
export const SAMPLE_TEMPLATES: TemplateDefinition[] = [
  ...['en_US', 'en', 'es'].map((language): TemplateDefinition => {
    const spanish = language === 'es';
    return {
      name: 'hello_world',
      language,
      category: 'UTILITY',
      components: [
        { type: 'HEADER', format: 'TEXT', text: spanish ? 'Hola mundo' : 'Hello world' },
        {
          type: 'BODY',
          text: spanish
            ? 'Si lees esto, el envío de plantillas funciona.'
            : 'If you can read this, sending templates works.',
        },
        { type: 'FOOTER', text: spanish ? 'Mensaje de prueba' : 'Sample message' },
      ],
    };
  }),
  ...['en_US', 'en', 'es'].map((language): TemplateDefinition => {
    const spanish = language === 'es';
    return {
      name: 'order_confirmation',
      language,
      category: 'UTILITY',
      parameter_format: 'POSITIONAL',
      components: [
        {
          type: 'BODY',
          text: spanish
            ? 'Gracias, {{1}}. Recibimos tu pedido {{2}} por un total de {{3}}. Te avisamos cuando salga.'
            : 'Thank you, {{1}}. We have your order {{2}} for {{3}} in total. We write again when it leaves.',
          example: { body_text: [['Ana', 'P-1042', '$59.00']] },
        },
      ],
    };
  }),
  ...['en_US', 'en', 'es'].map((language): TemplateDefinition => {
    const spanish = language === 'es';
    return {
      name: 'order_update',
      language,
      category: 'UTILITY',
      parameter_format: 'POSITIONAL',
      components: [
        {
          type: 'BODY',
          text: spanish
            ? 'Hola {{1}}: tu pedido {{2}} ahora está {{3}}. Gracias por comprar con nosotros.'
            : 'Hello {{1}}, your order {{2}} is now {{3}}. Thank you for buying with us.',
          example: { body_text: [['Ana', 'P-1042', spanish ? 'enviado' : 'shipped']] },
        },
        { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: spanish ? 'Ver mi pedido' : 'Track my order' }] },
      ],
    };
  }),
];
