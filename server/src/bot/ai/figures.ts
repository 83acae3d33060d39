const FIGURE = /\d+(?:[.,:]\d+)*|[\w.+-]+@[\w.-]+|(?:https?:\/\/|www\.)\S+|\b(?:[a-z0-9-]+\.)+[a-z]{2,}\b(?:\/\S*)?/gi;

/** Numbers, links and addresses of a text, in a form that compares. */
const figuresOf = (text: string): string[] =>
  [...text.normalize('NFKC').matchAll(FIGURE)].map(([figure]) => figure.toLowerCase().replace(/[.,:;!?)]+$/, ''));

/** Whether a new wording brings no number, link or address that the original did not have. */
export function addsNoFigure(original: string, wording: string): boolean {
  const known = new Set(figuresOf(original));
  return figuresOf(wording).every((figure) => known.has(figure));
}

/** Whether a translation has the same numbers, links and addresses, each as often. */
export function keepsFigures(original: string, translation: string): boolean {
  const digits = (text: string) =>
    figuresOf(text).map((figure) => (/^\d/.test(figure) ? figure.replace(/\D/g, '') : figure));
  return digits(original).sort().join(' ') === digits(translation).sort().join(' ');
}
