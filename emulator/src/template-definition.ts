/** A message template as it is written down at Meta. @see WhatsApp Business Platform, Templates, Components */
export type TemplateDefinition = {
  name: string;
  language: string;
  category: TemplateCategory;
  status?: TemplateStatus;
  parameter_format?: 'POSITIONAL' | 'NAMED';
  /** Only in this WhatsApp Business Account; in all of them when absent. */
  wabaId?: string;
  components: TemplateComponent[];
  message_send_ttl_seconds?: number;
};

export type TemplateCategory = 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';

export type TemplateStatus =
  | 'PENDING'
  | 'APPROVED'
  | 'REJECTED'
  | 'PAUSED'
  | 'DISABLED'
  | 'IN_APPEAL'
  | 'LIMIT_EXCEEDED'
  | 'PENDING_DELETION'
  | 'DELETED'
  | 'ARCHIVED';

export type TemplateComponent =
  | TemplateHeader
  | TemplateBody
  | { type: 'FOOTER'; text: string; code_expiration_minutes?: number }
  | { type: 'BUTTONS'; buttons: TemplateButtonDefinition[] }
  | { type: 'CAROUSEL'; cards: { components: TemplateComponent[] }[] }
  | { type: 'LIMITED_TIME_OFFER'; limited_time_offer: { text: string; has_expiration?: boolean } };

export type TemplateBody = {
  type: 'BODY';
  text: string;
  example?: Record<string, unknown>;
  add_security_recommendation?: boolean;
};

export type TemplateHeader =
  | { type: 'HEADER'; format: 'TEXT'; text: string; example?: Record<string, unknown> }
  | { type: 'HEADER'; format: MediaHeaderFormat | 'LOCATION' | 'PRODUCT'; example?: Record<string, unknown> };
export type MediaHeaderFormat = 'IMAGE' | 'VIDEO' | 'GIF' | 'DOCUMENT';

export type TemplateButtonDefinition =
  | { type: 'QUICK_REPLY'; text: string }
  | { type: 'URL'; text: string; url: string; example?: string[] }
  | { type: 'PHONE_NUMBER'; text: string; phone_number: string }
  | { type: 'COPY_CODE'; text?: string; example?: string | string[] }
  | { type: 'FLOW'; text: string; flow_id?: string; flow_name?: string; flow_action?: string; navigate_screen?: string }
  | { type: 'CATALOG' | 'MPM' | 'SPM' | 'VOICE_CALL' | 'CALL_PERMISSION_REQUEST'; text?: string }
  | { type: 'REQUEST_CONTACT_INFO'; text?: string };

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
  ...['en_US', 'en', 'es'].map((language): TemplateDefinition => {
    const spanish = language === 'es';
    return {
      name: 'ticket_update',
      language,
      category: 'UTILITY',
      parameter_format: 'POSITIONAL',
      components: [
        {
          type: 'BODY',
          text: spanish
            ? 'Hola {{1}}: el estado de tu reporte ({{2}}) ahora es: {{3}}. Escríbenos para saber más.'
            : 'Hello {{1}}, your {{2}} is now {{3}}. Write to us to hear more.',
          example: { body_text: [['Ana', spanish ? 'defecto 17' : 'defect 17', spanish ? 'resuelto' : 'resolved']] },
        },
      ],
    };
  }),
];
