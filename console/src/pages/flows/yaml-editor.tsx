import { autocompletion, type CompletionContext, closeBrackets, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting } from '@codemirror/language';
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, searchKeymap } from '@codemirror/search';
import { Compartment, EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { styleNonce } from '../../style-nonce.ts';
import css from './flow-desk.module.css';
import type { Finding } from './flow-queries.ts';
import { completionsAt, type Schema } from './model/completing.ts';

type Props = {
  label: string;
  source: string;
  onChange: (source: string) => void;
  findings: readonly Finding[];
  schema: Schema | null;
  /** The line to show, such as that of the node chosen in the graph; a new object shows it again. */
  goTo: { line: number } | null;
  /** The node the cursor stands in has changed. */
  onLine?: (line: number) => void;
  isReadOnly: boolean;
};

/**
 * A flow as text: completes what can stand there, and marks what is wrong as one types. Tab leaves it, for those who
 * live by the keyboard; Ctrl-] indents.
 */
export function YamlEditor({ label, source, onChange, findings, schema, goTo, onLine, isReadOnly }: Props) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ onChange, onLine, schema });
  latest.current = { onChange, onLine, schema };
  const readOnly = useRef(new Compartment());
  const first = useRef({ source, label, isReadOnly });

  useEffect(() => {
    const complete = (context: CompletionContext) => completing(context, latest.current.schema);
    const editor = new EditorView({
      parent: host.current!,
      state: EditorState.create({
        doc: first.current.source,
        extensions: [
          EditorView.cspNonce.of(styleNonce()),
          lineNumbers(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          history(),
          drawSelection(),
          indentOnInput(),
          indentUnit.of('  '),
          bracketMatching(),
          closeBrackets(),
          yaml(),
          syntaxHighlighting(COLOURS),
          lintGutter(),
          highlightSelectionMatches(),
          autocompletion({ override: [complete], icons: false, activateOnTyping: true }),
          keymap.of([...completionKeymap, ...searchKeymap, ...historyKeymap, ...lintKeymap, ...defaultKeymap]),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': first.current.label, spellcheck: 'false', tabindex: '0' }),
          readOnly.current.of(EditorState.readOnly.of(first.current.isReadOnly)),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.transactions.some((one) => one.isUserEvent('set')))
              latest.current.onChange(update.state.doc.toString());
            if (update.selectionSet) latest.current.onLine?.(lineOf(update.state));
          }),
          LOOK,
        ],
      }),
    });
    view.current = editor;
    return () => editor.destroy();
  }, []);

  useEffect(() => {
    const editor = view.current;
    const shown = editor?.state.doc.toString();
    if (!editor || shown === undefined || shown === source) return;
    editor.dispatch({ changes: changeOf(shown, source), userEvent: 'set' });
  }, [source]);

  useEffect(() => {
    const editor = view.current;
    if (editor) editor.dispatch(setDiagnostics(editor.state, diagnosticsOf(editor.state, findings)));
  }, [findings]);

  useEffect(() => {
    view.current?.dispatch({ effects: readOnly.current.reconfigure(EditorState.readOnly.of(isReadOnly)) });
  }, [isReadOnly]);

  useEffect(() => {
    const editor = view.current;
    if (!editor || goTo === null || goTo.line > editor.state.doc.lines) return;
    const { from } = editor.state.doc.line(goTo.line);
    editor.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: 'start', yMargin: 48 }),
    });
  }, [goTo]);

  return <div ref={host} className={css.editor} dir="ltr" />;
}

/** Only the part that differs, so that the cursor stays where somebody reads. */
function changeOf(before: string, after: string): { from: number; to: number; insert: string } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < shorter - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { from: head, to: before.length - tail, insert: after.slice(head, after.length - tail) };
}

const lineOf = (state: EditorState): number => state.doc.lineAt(state.selection.main.head).number;

function diagnosticsOf(state: EditorState, findings: readonly Finding[]): Diagnostic[] {
  return findings.map(({ severity, line, column, message }) => {
    const at = state.doc.line(Math.min(Math.max(line, 1), state.doc.lines));
    const from = Math.min(at.from + column - 1, at.to);
    const word = /^[\w"'{{.-]+/.exec(state.sliceDoc(from, at.to))?.[0] ?? '';
    return { from, to: Math.max(from, from + word.length), severity: severity === 'hint' ? 'info' : severity, message };
  });
}

const KINDS = { key: 'property', value: 'constant', node: 'function', variable: 'variable', language: 'keyword' };

function completing(context: CompletionContext, schema: Schema | null) {
  if (!schema) return null;
  const { from, offers } = completionsAt(context.state.doc.toString(), context.pos, schema);
  if (offers.length === 0 || (from === context.pos && !context.explicit && !isAfterSpace(context))) return null;
  return {
    from,
    options: offers.map(({ label, kind, about }) => ({
      label,
      type: KINDS[kind],
      ...(about ? { info: about } : {}),
      apply: kind === 'key' || kind === 'language' ? `${label}: ` : label,
    })),
    validFor: /^[\w.-]*$/,
  };
}

const isAfterSpace = ({ state, pos }: CompletionContext): boolean => /[:{,] $/.test(state.sliceDoc(pos - 2, pos));

const COLOURS = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--brand)' },
  { tag: tags.string, color: 'var(--ink)' },
  { tag: tags.comment, color: 'var(--ink-quiet)', fontStyle: 'italic' },
  { tag: [tags.number, tags.bool, tags.null, tags.keyword], color: 'var(--blue)' },
  { tag: [tags.punctuation, tags.separator], color: 'var(--ink-quiet)' },
]);

const LOOK = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', backgroundColor: 'var(--surface)', color: 'var(--ink)' },
  '.cm-scroller': { fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, monospace', lineHeight: '1.55' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--ink-quiet)', border: 'none' },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'color-mix(in srgb, var(--hover) 55%, transparent)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },
  '&.cm-focused': { outline: 'none' },
  '&.cm-focused .cm-selectionBackground, .cm-selectionBackground': { backgroundColor: 'var(--brand-soft) !important' },
  '.cm-tooltip': {
    backgroundColor: 'var(--raised)',
    color: 'var(--ink)',
    border: '1px solid var(--line)',
    borderRadius: '8px',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 10px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--brand-soft)',
    color: 'var(--ink)',
  },
  '.cm-completionInfo': { maxWidth: '320px', padding: '8px 10px' },
  '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--ink)', borderColor: 'var(--line)' },
  '.cm-diagnostic': { padding: '4px 10px' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--red)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--amber)' },
});
