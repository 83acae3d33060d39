/** A letter before its link: what it is about, what to do, and what to do when it was not meant for the reader. */
type Wording = { subject: string; about: string; open: string; otherwise: string };
type Words = { invitation: (who: { by: string; business: string }) => Wording; reset: Wording };

const en: Words = {
  invitation: ({ by, business }) => ({
    subject: `${by} invites you to ${business}`,
    about: `${by} invites you to the desk of ${business}.`,
    open: 'Open this link within seven days to join:',
    otherwise: 'If you do not know them, you need not do anything.',
  }),
  reset: {
    subject: 'A new password for Parlour',
    about: 'Somebody, probably you, asked for a new password.',
    open: 'Open this link within an hour to choose one:',
    otherwise: 'If it was not you, you need not do anything: your password stays as it is.',
  },
};
const es: Words = {
  invitation: ({ by, business }) => ({
    subject: `${by} te invita a ${business}`,
    about: `${by} te invita al equipo de ${business}.`,
    open: 'Abre este enlace en los próximos siete días para unirte:',
    otherwise: 'Si no conoces a quien te invita, no tienes que hacer nada.',
  }),
  reset: {
    subject: 'Una contraseña nueva para Parlour',
    about: 'Alguien, probablemente tú, pidió una contraseña nueva.',
    open: 'Abre este enlace en la próxima hora para elegirla:',
    otherwise: 'Si no fuiste tú, no tienes que hacer nada: tu contraseña no cambia.',
  },
};
const pt: Words = {
  invitation: ({ by, business }) => ({
    subject: `${by} convida você para ${business}`,
    about: `${by} convida você para a equipe de ${business}.`,
    open: 'Abra este link nos próximos sete dias para entrar:',
    otherwise: 'Se você não conhece quem convidou, não precisa fazer nada.',
  }),
  reset: {
    subject: 'Uma nova senha para o Parlour',
    about: 'Alguém, provavelmente você, pediu uma nova senha.',
    open: 'Abra este link dentro de uma hora para escolher uma:',
    otherwise: 'Se não foi você, não precisa fazer nada: sua senha continua a mesma.',
  },
};
const hi: Words = {
  invitation: ({ by, business }) => ({
    subject: `${by} ने आपको ${business} में बुलाया है`,
    about: `${by} ने आपको ${business} की टीम में बुलाया है।`,
    open: 'शामिल होने के लिए सात दिनों के भीतर यह लिंक खोलें:',
    otherwise: 'अगर आप उन्हें नहीं जानते, तो आपको कुछ करने की ज़रूरत नहीं है।',
  }),
  reset: {
    subject: 'Parlour के लिए नया पासवर्ड',
    about: 'किसी ने, शायद आपने, नया पासवर्ड माँगा है।',
    open: 'नया पासवर्ड चुनने के लिए एक घंटे के भीतर यह लिंक खोलें:',
    otherwise: 'अगर यह आप नहीं थे, तो कुछ करने की ज़रूरत नहीं है: आपका पासवर्ड वही रहेगा।',
  },
};
const ar: Words = {
  invitation: ({ by, business }) => ({
    subject: `دعوة من ${by} للانضمام إلى ${business}`,
    about: `وصلتك دعوة من ${by} للانضمام إلى فريق ${business}.`,
    open: 'افتح هذا الرابط خلال سبعة أيام للانضمام:',
    otherwise: 'إذا كنت لا تعرف صاحب الدعوة، فلا يلزمك فعل أي شيء.',
  }),
  reset: {
    subject: 'كلمة مرور جديدة لحسابك في Parlour',
    about: 'طلب أحدهم، وغالبًا أنت، كلمة مرور جديدة.',
    open: 'افتح هذا الرابط خلال ساعة لاختيار كلمة المرور:',
    otherwise: 'إذا لم تكن أنت، فلا يلزمك فعل أي شيء: تبقى كلمة مرورك كما هي.',
  },
};
const WORDS: Record<string, Words> = { en, es, pt, hi, ar };

/**
 * The words of letters in the first language of `wishes` that we write.
 *
 * @param wishes tags of languages, or what a browser accepts ("pt-BR,pt;q=0.9"), dearest first; those unknown are null.
 */
export function letterWords(wishes: readonly (string | null | undefined)[]): Words {
  const tags = wishes.flatMap((wish) => wish?.split(',') ?? []).map((tag) => tag.trim().split(/[-_;]/)[0] ?? '');
  return WORDS[tags.find((tag) => Object.hasOwn(WORDS, tag)) ?? 'en'] ?? en;
}
