/** Keys for rows that have no id and may be alike: what they say, and how often it was said before. */
export function keyed<Item>(items: readonly Item[], say: (item: Item) => string): { key: string; item: Item }[] {
  const seen = new Map<string, number>();
  return items.map((item) => {
    const words = say(item);
    const count = seen.get(words) ?? 0;
    seen.set(words, count + 1);
    return { key: `${words}#${count}`, item };
  });
}
