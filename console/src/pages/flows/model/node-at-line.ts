/** The node whose block a line lies in; null above the first. */
export function nodeAtLine(nodes: readonly { name: string; line: number }[], line: number): string | null {
  let found: { name: string; line: number } | null = null;
  for (const node of nodes) if (node.line <= line && (!found || node.line > found.line)) found = node;
  return found?.name ?? null;
}
