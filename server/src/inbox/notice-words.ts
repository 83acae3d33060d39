import type { NoticeKind } from './api.ts';

/** What a notice says: `who` is the customer, `by` a colleague, `what` a reason or a number. */
type Words = Record<NoticeKind, (about: { who: string; by: string; what: string }) => { title: string; body: string }>;

const en: Words = {
  hand_off: ({ who, what }) => ({ title: `${who} asks for a person`, body: what }),
  assigned: ({ who, by }) => ({ title: `${who} is yours`, body: `Given to you by ${by}` }),
  mention: ({ who, by }) => ({ title: `${by} mentioned you`, body: `In the conversation with ${who}` }),
  order: ({ who, what }) => ({ title: `New order ${what}`, body: who }),
};
const es: Words = {
  hand_off: ({ who, what }) => ({ title: `${who} pide hablar con una persona`, body: what }),
  assigned: ({ who, by }) => ({ title: `La conversación con ${who} es tuya`, body: `Te la asignó ${by}` }),
  mention: ({ who, by }) => ({ title: `${by} te mencionó`, body: `En la conversación con ${who}` }),
  order: ({ who, what }) => ({ title: `Pedido nuevo ${what}`, body: who }),
};
const pt: Words = {
  hand_off: ({ who, what }) => ({ title: `${who} quer falar com uma pessoa`, body: what }),
  assigned: ({ who, by }) => ({ title: `A conversa com ${who} é sua`, body: `Atribuída por ${by}` }),
  mention: ({ who, by }) => ({ title: `${by} mencionou você`, body: `Na conversa com ${who}` }),
  order: ({ who, what }) => ({ title: `Novo pedido ${what}`, body: who }),
};
const hi: Words = {
  hand_off: ({ who, what }) => ({ title: `${who} किसी व्यक्ति से बात करना चाहते हैं`, body: what }),
  assigned: ({ who, by }) => ({ title: `${who} की बातचीत अब आपकी है`, body: `${by} ने सौंपी` }),
  mention: ({ who, by }) => ({ title: `${by} ने आपका ज़िक्र किया`, body: `${who} की बातचीत में` }),
  order: ({ who, what }) => ({ title: `नया ऑर्डर ${what}`, body: who }),
};
const ar: Words = {
  hand_off: ({ who, what }) => ({ title: `${who} يطلب التحدث إلى شخص`, body: what }),
  assigned: ({ who, by }) => ({ title: `محادثة ${who} صارت لك`, body: `أسندها إليك ${by}` }),
  mention: ({ who, by }) => ({ title: `ذكرك ${by}`, body: `في المحادثة مع ${who}` }),
  order: ({ who, what }) => ({ title: `طلب جديد ${what}`, body: who }),
};
const WORDS: Record<string, Words> = { en, es, pt, hi, ar };

/** A notice in somebody's language; in English where we do not speak it. */
export const noticeWords = (
  language: string | null,
  kind: NoticeKind,
  about: { who: string; by?: string; what?: string },
): { title: string; body: string } =>
  (WORDS[language?.split('-')[0] ?? 'en'] ?? en)[kind]({ by: 'Parlour', what: '', ...about });
