/** One answer in the languages the demo businesses speak first, with the ways customers ask for it. */
export type DemoQuestion = { topic: string; en: Asked; es: Asked };
export type Asked = { question: string; variants: string[]; answer: string };
