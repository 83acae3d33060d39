import { tokensOf } from './json-tokens.ts';

/** JSON with quiet colours; anything else as it is. */
export function Json({ text }: { text: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling part must be reachable without a mouse
    <pre className="json" tabIndex={0}>
      {tokensOf(text).map(({ kind, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the text of an entry is drawn whole
        <span key={index} className={`json-${kind}`}>
          {text}
        </span>
      ))}
    </pre>
  );
}
