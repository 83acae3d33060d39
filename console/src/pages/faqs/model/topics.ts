import type { Faq } from '../faq-queries.ts';

/** A topic with its question in every language it has one. */
export type Topic = { topic: string; position: number; faqs: Faq[]; isOn: boolean; title: string };

/** @param own the languages of the business; a topic is called what its first known language says. */
export function topicsOf(faqs: readonly Faq[], own: readonly string[]): Topic[] {
  const rank = (language: string) => (own.includes(language) ? own.indexOf(language) : own.length);
  const topics = Array.from(
    Map.groupBy(faqs, ({ topic }) => topic),
    ([topic, all]): Topic => {
      const faqs = all.toSorted((a, b) => rank(a.language) - rank(b.language) || a.language.localeCompare(b.language));
      return {
        topic,
        position: Math.min(...all.map(({ position }) => position)),
        faqs,
        isOn: all.some(({ enabled }) => enabled),
        title: faqs[0]!.question,
      };
    },
  );
  return topics.toSorted((a, b) => a.position - b.position || a.topic.localeCompare(b.topic));
}

/** The order with one topic moved; null when it cannot move further. */
export function moved(topics: readonly Topic[], topic: string, by: -1 | 1): string[] | null {
  const names = topics.map((one) => one.topic);
  const at = names.indexOf(topic);
  const to = at + by;
  if (at < 0 || to < 0 || to >= names.length) return null;
  names.splice(at, 1);
  names.splice(to, 0, topic);
  return names;
}

/** A topic's name from its first question: "Can I return it?" is "can-i-return-it". */
export function topicFrom(question: string): string {
  return question
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .split('-')
    .slice(0, 6)
    .join('-')
    .slice(0, 64);
}

/** Topics in which every word occurs somewhere, in any language. */
export function found(topics: readonly Topic[], search: string): Topic[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return topics.filter(({ topic, faqs }) => {
    const text = [topic, ...faqs.flatMap(({ question, variants, answer }) => [question, ...variants, answer])]
      .join('\n')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
