import { createHash } from 'node:crypto';
import postcss, { type Rule } from 'postcss';
import type { Plugin } from 'vite';

/** Mantine names a class of its styles by a hash: "m_77c9d27d". Each component brings the names it uses. */
const HASHED = /\bm_[0-9a-f]{6,8}\b/g;

/**
 * Takes styles of components that no page uses out of the stylesheet of the start: half of what Mantine's weighs.
 * Its name says what was in it before, so its address gets what is in it now.
 */
export function usedCss(): Plugin {
  return {
    name: 'used-css',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle = {} }) {
        const outputs = Object.values(bundle);
        const codes = outputs.flatMap((output) => (output.type === 'chunk' ? [output.code] : []));
        const used = new Set(codes.flatMap((code) => code.match(HASHED) ?? []));
        return html.replace(/(?<=href=")\/([^"]+\.css)(?=")/g, (address, name: string) => {
          const sheet = bundle[name];
          if (sheet?.type !== 'asset') return address;
          sheet.source = withoutUnused(String(sheet.source), used);
          return `${address}?${createHash('sha256').update(sheet.source).digest('hex').slice(0, 8)}`;
        });
      },
    },
  };
}

/** @param used class names of Mantine's that occur in the code; rules about others only are left out. */
export function withoutUnused(css: string, used: ReadonlySet<string>): string {
  const sheet = postcss.parse(css);
  sheet.walkRules((rule: Rule) => {
    const kept = rule.selectors.filter((selector) => (selector.match(HASHED) ?? []).every((name) => used.has(name)));
    if (kept.length === 0) rule.remove();
    else if (kept.length < rule.selectors.length) rule.selectors = kept;
  });
  sheet.walkAtRules((rule) => {
    if (rule.nodes?.length === 0) rule.remove();
  });
  return sheet.toString();
}
