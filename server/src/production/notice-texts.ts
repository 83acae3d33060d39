import type { TicketKind, TicketState } from './api.ts';

/**
 * What a customer reads when their ticket moved on: free text, in their language as far as it is written here.
 *
 * @param note what the team wants to say about it; it stands below.
 * @returns null for a state nobody is told about.
 */
export function ticketNoticeText(
  language: string,
  { kind, number, state, note }: { kind: TicketKind; number: number; state: TicketState; note: string },
): string | null {
  const sentence = wordsOf(language).says[state]?.replace('{ticket}', ticketName(language, kind, number));
  if (!sentence) return null;
  const first = sentence.charAt(0).toLocaleUpperCase() + sentence.slice(1);
  return note.trim() ? `${first}\n${note.trim()}` : first;
}

/** "defect 17" */
export const ticketName = (language: string, kind: TicketKind, number: number): string =>
  `${wordsOf(language)[kind]} ${number}`;

/** The state as a word within a sentence of a template. */
export const ticketStateWord = (language: string, state: TicketState): string => wordsOf(language).words[state];

type Words = Record<TicketKind, string> & {
  says: Partial<Record<TicketState, string>>;
  words: Record<TicketState, string>;
};

/** @param language BCP 47 or as templates are named: "es", "es-MX", "es_MX". */
const wordsOf = (language: string): Words => LANGUAGES[language.split(/[-_]/)[0] ?? ''] ?? ENGLISH;

const ENGLISH: Words = {
  defect: 'defect',
  issue: 'issue',
  says: {
    investigating: 'your {ticket} is being looked into.',
    fixing: 'your {ticket} is being fixed.',
    resolved: 'your {ticket} is resolved. Thank you for telling us.',
    rejected: 'we looked into your {ticket} and closed it. Write to us if you have a question.',
  },
  words: {
    received: 'received',
    investigating: 'being looked into',
    fixing: 'being fixed',
    resolved: 'resolved',
    rejected: 'closed',
  },
};

const LANGUAGES: Record<string, Words> = {
  es: {
    defect: 'defecto',
    issue: 'incidencia',
    says: {
      investigating: 'estamos revisando tu reporte: {ticket}.',
      fixing: 'estamos solucionando tu reporte: {ticket}.',
      resolved: 'tu reporte está resuelto: {ticket}. Gracias por avisarnos.',
      rejected: 'revisamos tu reporte y lo cerramos: {ticket}. Escríbenos si tienes alguna pregunta.',
    },
    words: {
      received: 'recibido',
      investigating: 'en revisión',
      fixing: 'en reparación',
      resolved: 'resuelto',
      rejected: 'cerrado',
    },
  },
  pt: {
    defect: 'defeito',
    issue: 'ocorrência',
    says: {
      investigating: 'estamos analisando o seu relato: {ticket}.',
      fixing: 'estamos corrigindo o que você relatou: {ticket}.',
      resolved: 'o seu relato foi resolvido: {ticket}. Obrigado por nos avisar.',
      rejected: 'analisamos o seu relato e o encerramos: {ticket}. Escreva para nós se tiver alguma dúvida.',
    },
    words: {
      received: 'recebido',
      investigating: 'em análise',
      fixing: 'em correção',
      resolved: 'resolvido',
      rejected: 'encerrado',
    },
  },
  hi: {
    defect: 'खराबी',
    issue: 'समस्या',
    says: {
      investigating: 'आपकी {ticket} की जाँच हो रही है।',
      fixing: 'आपकी {ticket} ठीक की जा रही है।',
      resolved: 'आपकी {ticket} हल हो गई है। बताने के लिए धन्यवाद।',
      rejected: 'हमने आपकी {ticket} की जाँच करके उसे बंद कर दिया है। कोई सवाल हो तो हमें लिखें।',
    },
    words: {
      received: 'दर्ज',
      investigating: 'जाँच में',
      fixing: 'ठीक की जा रही',
      resolved: 'हल',
      rejected: 'बंद',
    },
  },
  ar: {
    defect: 'العيب رقم',
    issue: 'المشكلة رقم',
    says: {
      investigating: 'نحن نفحص {ticket}.',
      fixing: 'نحن نعمل على إصلاح {ticket}.',
      resolved: 'تم حل {ticket}. شكرًا لإبلاغنا.',
      rejected: 'راجعنا {ticket} وأغلقنا البلاغ. راسلنا إن كان لديك سؤال.',
    },
    words: {
      received: 'مستلم',
      investigating: 'قيد الفحص',
      fixing: 'قيد الإصلاح',
      resolved: 'محلول',
      rejected: 'مغلق',
    },
  },
};
