import type { GlobalWord, StandardText } from './definition.ts';

/** What the assistant says by itself, unless the flow says it in its own words under `texts`. */
export const STANDARD: Record<StandardText, Record<string, string>> = {
  choose: { en: 'Choose', es: 'Elegir', pt: 'Escolher', fr: 'Choisir', 'hi-Latn': 'Chuniye' },
  not_understood: {
    en: 'Sorry, I did not get that. Please choose one of these, or write its number.',
    es: 'Perdón, no lo he entendido. Elige una de estas opciones o escribe su número.',
    pt: 'Desculpe, não entendi. Escolha uma destas opções ou escreva o número dela.',
    fr: 'Désolé, je n’ai pas compris. Choisissez une de ces options, ou écrivez son numéro.',
    'hi-Latn': 'Maaf kijiye, samajh nahi aaya. Inmein se ek chuniye, ya uska number likhiye.',
  },
  not_understood_again: {
    en: 'I still do not understand, sorry. Choose one of these, or write "human" and a person will help you.',
    es: 'Sigo sin entenderlo, perdón. Elige una de estas opciones o escribe "persona" y alguien te ayudará.',
    pt: 'Ainda não entendi, desculpe. Escolha uma destas opções ou escreva "pessoa" e alguém vai ajudar você.',
    fr: 'Je ne comprends toujours pas, désolé. Choisissez une de ces options, ou écrivez "humain" et une personne vous aidera.',
    'hi-Latn':
      'Maaf kijiye, ab bhi samajh nahi aaya. Inmein se ek chuniye, ya "agent" likhiye aur koi aapki madad karega.',
  },
  retry: {
    en: 'Sorry, that does not look right. Please try again.',
    es: 'Perdón, eso no parece correcto. Inténtalo otra vez.',
    pt: 'Desculpe, isso não parece certo. Tente de novo, por favor.',
    fr: 'Désolé, cela ne semble pas correct. Réessayez, s’il vous plaît.',
    'hi-Latn': 'Maaf kijiye, yeh sahi nahi lagta. Kripya phir se likhiye.',
  },
  did_you_mean: {
    en: 'I am not sure I got that. Did you mean one of these?',
    es: 'No estoy seguro de haberlo entendido. ¿Te refieres a esto?',
    pt: 'Não tenho certeza de ter entendido. Você quis dizer uma destas?',
    fr: 'Je ne suis pas sûr d’avoir compris. Est-ce une de ces options ?',
    'hi-Latn': 'Pakka samajh nahi aaya. Kya aapka matlab inmein se koi tha?',
  },
  hand_off: {
    en: 'I am only the assistant, so I have asked a person to help you. They will answer you here.',
    es: 'Solo soy el asistente, así que he pedido a una persona que te ayude. Te responderá aquí.',
    pt: 'Sou só o assistente, então pedi a uma pessoa que ajude você. A resposta vem por aqui.',
    fr: 'Je ne suis que l’assistant, j’ai donc demandé à une personne de vous aider. Elle vous répondra ici.',
    'hi-Latn':
      'Main sirf assistant hoon, isliye maine kisi se aapki madad karne ko kaha hai. Woh aapko yahin jawab denge.',
  },
  welcome_back: {
    en: 'Welcome back. Let us begin again from here.',
    es: 'Hola de nuevo. Empecemos otra vez desde aquí.',
    pt: 'Que bom ver você de novo. Vamos recomeçar daqui.',
    fr: 'Content de vous revoir. Reprenons à partir d’ici.',
    'hi-Latn': 'Phir se swagat hai. Chaliye yahan se shuru karte hain.',
  },
  outdated: {
    en: 'That button belongs to an earlier message. This is where we are now:',
    es: 'Ese botón es de un mensaje anterior. Ahora estamos aquí:',
    pt: 'Esse botão é de uma mensagem anterior. Agora estamos aqui:',
    fr: 'Ce bouton appartient à un message précédent. Voici où nous en sommes :',
    'hi-Latn': 'Woh button purane message ka hai. Ab hum yahan hain:',
  },
  cannot_read: {
    en: 'I can only read text and your taps, sorry. Please write it in words.',
    es: 'Perdón, solo puedo leer texto y las opciones que tocas. Escríbelo con palabras, por favor.',
    pt: 'Desculpe, só consigo ler texto e as opções que você toca. Escreva com palavras, por favor.',
    fr: 'Désolé, je ne lis que le texte et les options que vous touchez. Écrivez-le avec des mots, s’il vous plaît.',
    'hi-Latn': 'Maaf kijiye, main sirf likha hua aur aapke tap padh sakta hoon. Kripya shabdon mein likhiye.',
  },
  stopped: {
    en: 'Done: you will get no more offers or news from us. You can still write here whenever you need something. To get news again, write START.',
    es: 'Listo: ya no te enviaremos ofertas ni novedades. Puedes seguir escribiendo aquí cuando necesites algo. Para volver a recibirlas, escribe ALTA.',
    pt: 'Pronto: você não vai mais receber ofertas nem novidades. Você ainda pode escrever aqui quando precisar de algo. Para voltar a receber, escreva COMEÇAR.',
    fr: 'C’est fait : vous ne recevrez plus d’offres ni de nouvelles. Vous pouvez toujours écrire ici quand vous avez besoin de quelque chose. Pour en recevoir de nouveau, écrivez COMMENCER.',
    'hi-Latn':
      'Ho gaya: ab aapko offer ya khabar nahi bhejenge. Jab bhi kuch chahiye ho, aap yahan likh sakte hain. Phir se paane ke liye SHURU KARO likhiye.',
  },
  started: {
    en: 'Done: you will get our offers and news again. To end them, write STOP.',
    es: 'Listo: volverás a recibir nuestras ofertas y novedades. Para dejarlo, escribe BAJA.',
    pt: 'Pronto: você vai voltar a receber nossas ofertas e novidades. Para parar, escreva SAIR.',
    fr: 'C’est fait : vous recevrez de nouveau nos offres et nos nouvelles. Pour arrêter, écrivez STOP.',
    'hi-Latn': 'Ho gaya: ab aapko hamare offer aur khabar phir se milenge. Band karne ke liye BAND KARO likhiye.',
  },
  yes: { en: 'Yes', es: 'Sí', pt: 'Sim', fr: 'Oui', 'hi-Latn': 'Haan' },
  no: { en: 'No', es: 'No', pt: 'Não', fr: 'Non', 'hi-Latn': 'Nahi' },
  catching_up: {
    en: 'You are writing faster than I can answer. Everything has arrived, and I will answer one after the other.',
    es: 'Escribes más rápido de lo que puedo responder. Todo ha llegado y contestaré una cosa tras otra.',
    pt: 'Você escreve mais rápido do que consigo responder. Tudo chegou, e vou responder uma coisa de cada vez.',
    fr: 'Vous écrivez plus vite que je ne réponds. Tout est bien arrivé, et je répondrai à une chose après l’autre.',
    'hi-Latn':
      'Aap itni tezi se likh rahe hain ki main utna jaldi jawab nahi de pa raha. Sab mil gaya hai, ek ek karke jawab doonga.',
  },
  main_menu: {
    en: 'Main menu',
    es: 'Menú principal',
    pt: 'Menu principal',
    fr: 'Menu principal',
    'hi-Latn': 'Main menu',
  },
};

const each = (verbs: string[], people: string[]): string[] =>
  verbs.flatMap((verb) => people.map((person) => `${verb} ${person}`));

/** Ways to ask for a person that are clear also in the middle of a sentence: "I'd rather talk to a human, please". */
const WISHES_FOR_PEOPLE = {
  en: each(
    [
      'talk to',
      'talk with',
      'speak to',
      'speak with',
      'chat with',
      'connect me to',
      'connect me with',
      'transfer me to',
    ],
    [
      'a human',
      'a person',
      'a real person',
      'an agent',
      'a human agent',
      'someone',
      'somebody',
      'a representative',
      'the owner',
      'customer service',
    ],
  ),
  es: each(
    ['hablar con', 'hablo con', 'comunicarme con', 'comuníqueme con', 'comunícame con'],
    [
      'una persona',
      'un humano',
      'una persona real',
      'alguien',
      'un agente',
      'un asesor',
      'el dueño',
      'atención al cliente',
    ],
  ),
  pt: each(
    ['falar com', 'conversar com'],
    ['uma pessoa', 'um humano', 'uma pessoa de verdade', 'alguém', 'um atendente', 'um agente', 'o dono'],
  ),
  fr: each(
    ['parler à', 'parler avec', 'discuter avec'],
    ['une personne', 'une vraie personne', "quelqu'un", 'un humain', 'un conseiller', 'un agent', 'le patron'],
  ),
  'hi-Latn': each(
    ['insaan', 'kisi insaan', 'kisi', 'agent', 'malik'],
    ['se baat karni hai', 'se baat karna hai', 'se baat karwao', 'se baat karao'],
  ),
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
    en: ['human', 'agent', 'person', 'a person', 'real person', 'operator', ...WISHES_FOR_PEOPLE.en],
    es: ['persona', 'humano', 'agente', 'una persona', 'operador', 'asesor', ...WISHES_FOR_PEOPLE.es],
    pt: ['pessoa', 'humano', 'atendente', 'uma pessoa', 'operador', ...WISHES_FOR_PEOPLE.pt],
    fr: ['humain', 'une personne', 'conseiller', 'opérateur', ...WISHES_FOR_PEOPLE.fr],
    'hi-Latn': ['insaan', 'aadmi se baat', 'agent', 'agent se baat', ...WISHES_FOR_PEOPLE['hi-Latn']],
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
