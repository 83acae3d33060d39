/** What we say around the agent ourselves, so that no model has to: confirmations, what was done, what was found. */
const TEXTS = {
  confirm_order: {
    en: 'Your order:\n{lines}\nTotal: {total}. Shall I place it?',
    es: 'Tu pedido:\n{lines}\nTotal: {total}. ¿Lo pido?',
    pt: 'O seu pedido:\n{lines}\nTotal: {total}. Posso fazer o pedido?',
    fr: 'Votre commande :\n{lines}\nTotal : {total}. Je la passe ?',
  },
  confirm_change: {
    en: 'Instead of order {number}:\n{lines}\nTotal: {total}. Shall I change it?',
    es: 'En lugar del pedido {number}:\n{lines}\nTotal: {total}. ¿Lo cambio?',
    pt: 'Em vez do pedido {number}:\n{lines}\nTotal: {total}. Posso trocar?',
    fr: 'À la place de la commande {number} :\n{lines}\nTotal : {total}. Je la modifie ?',
  },
  confirm_cancel: {
    en: 'Shall I cancel order {number}?',
    es: '¿Cancelo el pedido {number}?',
    pt: 'Posso cancelar o pedido {number}?',
    fr: "J'annule la commande {number} ?",
  },
  confirm_remember: {
    en: 'Shall I remember this for the next time?\n{facts}',
    es: '¿Lo recuerdo para la próxima vez?\n{facts}',
    pt: 'Posso lembrar disto para a próxima vez?\n{facts}',
    fr: 'Je le retiens pour la prochaine fois ?\n{facts}',
  },
  yes: { en: 'Yes', es: 'Sí', pt: 'Sim', fr: 'Oui' },
  no: { en: 'No', es: 'No', pt: 'Não', fr: 'Non' },
  placed: {
    en: 'Thank you. Your order number is *{number}*: {summary}, {total}. It should arrive by {expected}.',
    es: 'Gracias. Tu número de pedido es *{number}*: {summary}, {total}. Debería llegar el {expected}.',
    pt: 'Obrigado. O número do seu pedido é *{number}*: {summary}, {total}. Deve chegar até {expected}.',
    fr: 'Merci. Le numéro de votre commande est *{number}* : {summary}, {total}. Elle devrait arriver le {expected}.',
  },
  changed: {
    en: 'Done: order {old} is cancelled, and *{number}* takes its place: {summary}, {total}.',
    es: 'Hecho: el pedido {old} está cancelado y en su lugar está el *{number}*: {summary}, {total}.',
    pt: 'Feito: o pedido {old} foi cancelado e no lugar dele está o *{number}*: {summary}, {total}.',
    fr: 'C’est fait : la commande {old} est annulée, la *{number}* la remplace : {summary}, {total}.',
  },
  cancelled: {
    en: 'Order {number} is cancelled.',
    es: 'El pedido {number} está cancelado.',
    pt: 'O pedido {number} foi cancelado.',
    fr: 'La commande {number} est annulée.',
  },
  too_late: {
    en: 'Order {number} can no longer be changed or cancelled.',
    es: 'El pedido {number} ya no se puede cambiar ni cancelar.',
    pt: 'O pedido {number} já não pode ser alterado nem cancelado.',
    fr: 'La commande {number} ne peut plus être modifiée ni annulée.',
  },
  no_longer: {
    en: 'That is no longer possible as I showed it to you: a price or the stock has changed. Nothing was ordered.',
    es: 'Ya no es posible como te lo mostré: ha cambiado un precio o las existencias. No se ha pedido nada.',
    pt: 'Já não é possível como mostrei: mudou um preço ou o estoque. Nada foi pedido.',
    fr: 'Ce n’est plus possible comme je vous l’ai montré : un prix ou le stock a changé. Rien n’a été commandé.',
  },
  price_changed: {
    en: 'A price has changed since I showed you the order. This is how it is now.',
    es: 'Un precio ha cambiado desde que te mostré el pedido. Así queda ahora.',
    pt: 'Um preço mudou desde que mostrei o pedido. Fica assim agora.',
    fr: 'Un prix a changé depuis que je vous ai montré la commande. Voici ce qu’il en est.',
  },
  left: {
    en: 'Fine, I leave everything as it is.',
    es: 'De acuerdo, lo dejo todo como está.',
    pt: 'Tudo bem, deixo tudo como está.',
    fr: 'Très bien, je laisse tout en l’état.',
  },
  remembered: {
    en: 'Thank you, I will remember that. Write to us whenever it should be forgotten.',
    es: 'Gracias, lo recordaré. Escríbenos cuando quieras que se olvide.',
    pt: 'Obrigado, vou lembrar. Escreva quando quiser que seja esquecido.',
    fr: 'Merci, je m’en souviendrai. Écrivez-nous quand il faudra l’oublier.',
  },
  reported: {
    en: 'I have passed it on. Your ticket number is *{number}*.',
    es: 'Lo he registrado. Tu número de caso es el *{number}*.',
    pt: 'Registrei o problema. O número do seu chamado é *{number}*.',
    fr: 'C’est signalé. Le numéro de votre dossier est *{number}*.',
  },
  found: {
    en: 'This is what I found:',
    es: 'Esto es lo que he encontrado:',
    pt: 'Foi isto que encontrei:',
    fr: 'Voici ce que j’ai trouvé :',
  },
  in_stock: { en: '{stock} in stock', es: 'quedan {stock}', pt: '{stock} em estoque', fr: '{stock} en stock' },
  not_yours: {
    en: 'That button belongs to an earlier message and does nothing any more.',
    es: 'Ese botón es de un mensaje anterior y ya no hace nada.',
    pt: 'Esse botão é de uma mensagem anterior e já não faz nada.',
    fr: 'Ce bouton appartient à un message précédent et ne fait plus rien.',
  },
} satisfies Record<string, Record<string, string>>;

export type AgentText = keyof typeof TEXTS;

/** One of our sentences in a language, English where we have no better, with its gaps filled. */
export function sayIn(language: string, name: AgentText, gaps: Record<string, string | number> = {}): string {
  const texts: Record<string, string> = TEXTS[name];
  const text = texts[language] ?? texts[language.split('-')[0]!] ?? texts.en!;
  return text.replace(/\{(\w+)\}/g, (_all, gap: string) => String(gaps[gap] ?? ''));
}
