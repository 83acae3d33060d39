import type { GlobalWord, StandardText } from './definition.ts';

/** What the assistant says by itself, unless the flow says it in its own words under `texts`. */
export const STANDARD: Record<StandardText, Record<string, string>> = {
  choose: { en: 'Choose', es: 'Elegir' },
  not_understood: {
    en: 'Sorry, I did not get that. Please choose one of these, or write its number.',
    es: 'Perdón, no lo he entendido. Elige una de estas opciones o escribe su número.',
  },
  not_understood_again: {
    en: 'I still do not understand, sorry. Choose one of these, or write "human" and a person will help you.',
    es: 'Sigo sin entenderlo, perdón. Elige una de estas opciones o escribe "persona" y alguien te ayudará.',
  },
  retry: {
    en: 'Sorry, that does not look right. Please try again.',
    es: 'Perdón, eso no parece correcto. Inténtalo otra vez.',
  },
  did_you_mean: {
    en: 'I am not sure I got that. Did you mean one of these?',
    es: 'No estoy seguro de haberlo entendido. ¿Te refieres a esto?',
  },
  hand_off: {
    en: 'I am only the assistant, so I have asked a person to help you. They will answer you here.',
    es: 'Solo soy el asistente, así que he pedido a una persona que te ayude. Te responderá aquí.',
  },
  welcome_back: {
    en: 'Welcome back. Let us begin again from here.',
    es: 'Hola de nuevo. Empecemos otra vez desde aquí.',
  },
  outdated: {
    en: 'That button belongs to an earlier message. This is where we are now:',
    es: 'Ese botón es de un mensaje anterior. Ahora estamos aquí:',
  },
  cannot_read: {
    en: 'I can only read text and your taps, sorry. Please write it in words.',
    es: 'Perdón, solo puedo leer texto y las opciones que tocas. Escríbelo con palabras, por favor.',
  },
  stopped: {
    en: 'Done: you will get no more offers or news from us. You can still write here whenever you need something. To get news again, write START.',
    es: 'Listo: ya no te enviaremos ofertas ni novedades. Puedes seguir escribiendo aquí cuando necesites algo. Para volver a recibirlas, escribe ALTA.',
  },
  started: {
    en: 'Done: you will get our offers and news again. To end them, write STOP.',
    es: 'Listo: volverás a recibir nuestras ofertas y novedades. Para dejarlo, escribe BAJA.',
  },
  yes: { en: 'Yes', es: 'Sí' },
  no: { en: 'No', es: 'No' },
  catching_up: {
    en: 'You are writing faster than I can answer. Everything has arrived, and I will answer one after the other.',
    es: 'Escribes más rápido de lo que puedo responder. Todo ha llegado y contestaré una cosa tras otra.',
  },
  main_menu: { en: 'Main menu', es: 'Menú principal' },
};

/** Words that work everywhere, unless the flow lists its own. Those for `stop` always work too: nobody may lose them. */
export const STANDARD_WORDS: Record<GlobalWord, Record<string, string[]>> = {
  menu: {
    en: ['menu', 'main menu', 'home'],
    es: ['menú', 'menú principal', 'inicio'],
    pt: ['menu', 'menu principal', 'início'],
    fr: ['menu', 'menu principal', 'accueil'],
    'hi-Latn': ['menu', 'main menu', 'shuru se'],
  },
  hi: {
    en: ['hi', 'hello', 'hey', 'hi there', 'hello there', 'good morning', 'good afternoon', 'good evening'],
    es: ['hola', 'buenas', 'buenos días', 'buenas tardes', 'buenas noches', 'hola buenas', 'hola buenos días'],
    pt: ['oi', 'olá', 'bom dia', 'boa tarde', 'boa noite', 'oi bom dia', 'olá bom dia'],
    fr: ['bonjour', 'salut', 'bonsoir', 'coucou', 'bonjour à tous'],
    'hi-Latn': ['namaste', 'namaskar', 'hello ji', 'ram ram', 'namaste ji'],
  },
  back: {
    en: ['back', 'go back'],
    es: ['atrás', 'volver', 'regresar'],
    pt: ['voltar', 'volta'],
    fr: ['retour', 'revenir'],
    'hi-Latn': ['wapas', 'peeche', 'back'],
  },
  help: {
    en: ['help'],
    es: ['ayuda'],
    pt: ['ajuda', 'socorro'],
    fr: ['aide', 'aidez-moi'],
    'hi-Latn': ['madad', 'sahayata', 'help'],
  },
  human: {
    en: [
      'human',
      'agent',
      'person',
      'a person',
      'real person',
      'talk to a person',
      'talk to a human',
      'speak to a person',
      'speak to someone',
      'operator',
    ],
    es: [
      'persona',
      'humano',
      'agente',
      'una persona',
      'hablar con una persona',
      'hablar con alguien',
      'operador',
      'asesor',
    ],
    pt: [
      'pessoa',
      'humano',
      'atendente',
      'uma pessoa',
      'falar com uma pessoa',
      'falar com alguém',
      'falar com um atendente',
      'operador',
    ],
    fr: [
      'humain',
      'une personne',
      'conseiller',
      'parler à une personne',
      "parler à quelqu'un",
      'parler à un conseiller',
      'opérateur',
    ],
    'hi-Latn': [
      'insaan',
      'aadmi se baat',
      'kisi se baat karni hai',
      'insaan se baat karni hai',
      'agent',
      'agent se baat',
    ],
  },
  stop: {
    en: ['stop', 'unsubscribe', 'opt out', 'stop messages', 'stop promotions'],
    es: ['baja', 'darme de baja', 'no más mensajes', 'cancelar suscripción'],
    pt: ['parar', 'sair', 'descadastrar'],
    fr: ['arrêt', 'désabonner'],
    de: ['abmelden', 'stopp'],
    'hi-Latn': ['band karo', 'message band karo', 'messages band karo'],
  },
  start: {
    en: ['start', 'unstop', 'subscribe'],
    es: ['alta', 'empezar', 'suscribir'],
    pt: ['começar', 'assinar', 'voltar a receber'],
    fr: ["s'abonner", 'commencer', 'abonner'],
    'hi-Latn': ['shuru karo', 'chalu karo'],
  },
};

/** The sentence `name` in `language`; English where we have no better. */
export const standardText = (name: StandardText, language: string): string =>
  STANDARD[name][language] ?? STANDARD[name].en!;
