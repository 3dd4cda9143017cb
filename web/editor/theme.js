// How the editor looks: the page's tokens only, so it follows the theme without being told. Status hues never colour
// syntax (mock/README.md).

import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--surface)', font: '12px/17px var(--mono)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: 'inherit', fontVariantLigatures: 'none', overflow: 'auto' },
  '.cm-content': { padding: '4px 0', caretColor: 'var(--text)' },
  '.cm-cursor, .cm-dropCursor': { borderLeftColor: 'var(--text)', borderLeftWidth: '2px' },
  '.cm-gutters': { backgroundColor: 'var(--surface)', color: 'var(--text-3)', border: 'none' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '34px', padding: '0 6px 0 4px' },
  '.cm-foldGutter .cm-gutterElement': { width: '14px', cursor: 'pointer' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--hover) 45%, transparent)' },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--text)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection':
    { backgroundColor: 'color-mix(in srgb, var(--accent) 30%, transparent) !important' },
  '.cm-selectionMatch': { backgroundColor: 'var(--accent-weak)' },
  '.cm-searchMatch': { backgroundColor: 'var(--accent-weak)', outline: '1px solid var(--accent)' },
  '.cm-searchMatch-selected': { backgroundColor: 'color-mix(in srgb, var(--accent) 35%, transparent)' },
  '&.cm-focused .cm-matchingBracket, .cm-matchingBracket': { backgroundColor: 'var(--hover)', outline: '1px solid var(--line-strong)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'var(--down-bg)' },
  '.cm-foldPlaceholder': { backgroundColor: 'var(--hover)', border: '1px solid var(--line-strong)', color: 'var(--text-2)', padding: '0 4px' },
  '.cm-line.is-err': { backgroundColor: 'var(--down-bg)' },
  '.cm-lintRange': { backgroundImage: 'none', paddingBottom: '0', textDecorationSkipInk: 'none', textUnderlineOffset: '3px' },
  '.cm-lintRange-error': { textDecoration: 'underline wavy var(--down) 1px', backgroundImage: 'none' },
  '.cm-lintRange-warning': { textDecoration: 'underline wavy var(--degraded) 1px', backgroundImage: 'none' },
  '.cm-lintRange-info': { textDecoration: 'underline dotted var(--text-3) 1px', backgroundImage: 'none' },
  '.cm-lintRange-active': { backgroundColor: 'var(--accent-weak)' },
  '.cm-gutter-lint': { width: '14px' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0 0 0 3px' },
  '.cm-lint-marker': { width: '10px', height: '10px', marginTop: '3px', content: 'none !important' },
  '.cm-lint-marker-error': { backgroundColor: 'var(--down)', borderRadius: '2px' },
  '.cm-lint-marker-warning': { backgroundColor: 'var(--degraded)', clipPath: 'polygon(50% 0, 100% 100%, 0 100%)' },
  '.cm-lint-marker-info': { border: '2px solid var(--text-3)', borderRadius: '50%', boxSizing: 'border-box' },
  '.cm-tooltip': { backgroundColor: 'var(--raised)', color: 'var(--text)', border: '1px solid var(--line-strong)', borderRadius: '5px', font: '12px/17px var(--sans)', maxWidth: 'min(460px, 90vw)' },
  '.cm-tooltip-hover': { padding: '0' },
  '.cm-tooltip.doc, .cm-tooltip .doc': { padding: '6px 10px', whiteSpace: 'pre-wrap' },
  '.cm-tooltip .doc code': { font: '12px/17px var(--mono)' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { font: '12px/18px var(--mono)', maxHeight: '14em', minWidth: '220px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': { backgroundColor: 'var(--accent)', color: 'var(--accent-ink)' },
  '.cm-completionDetail': { fontStyle: 'normal', marginLeft: '12px', opacity: '1', font: '11px/16px var(--sans)', color: 'var(--text-3)' },
  'li[aria-selected] .cm-completionDetail': { color: 'inherit' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  '.cm-completionInfo': { padding: '6px 10px', whiteSpace: 'pre-wrap' },
  '.cm-diagnostic': { padding: '6px 10px', borderLeft: '3px solid var(--text-3)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--down)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--degraded)' },
  '.cm-diagnosticAction': { backgroundColor: 'transparent', color: 'var(--text)', border: '1px solid var(--line-strong)', borderRadius: '3px', font: 'inherit', padding: '1px 8px', marginLeft: '8px', cursor: 'pointer' },
  '.cm-panels': { backgroundColor: 'var(--raised)', color: 'var(--text)', font: '12px/17px var(--sans)' },
  '.cm-panels.cm-panels-bottom': { borderTop: '1px solid var(--line)' },
  '.cm-panel.cm-search': { padding: '6px 26px 6px 8px', font: 'inherit' },
  '.cm-panel.cm-search label': { font: 'inherit', whiteSpace: 'nowrap' },
  '.cm-textfield': { backgroundColor: 'var(--surface)', color: 'var(--text)', border: '1px solid var(--line-strong)', borderRadius: '3px', font: 'inherit', minHeight: '24px', padding: '0 6px' },
  '.cm-button': { backgroundImage: 'none', backgroundColor: 'var(--surface)', color: 'var(--text)', border: '1px solid var(--line-strong)', borderRadius: '3px', font: 'inherit', minHeight: '24px', cursor: 'pointer' },
  '.cm-panel.cm-search [name=close], .cm-panel button[name=close]': { color: 'var(--text)', minWidth: '24px', minHeight: '24px', cursor: 'pointer' },
  ':focus-visible': { outline: '2px solid var(--accent)', outlineOffset: '1px' },
  '.cm-content:focus-visible': { outline: 'none' },
  '&.cm-focused::after': { content: '""', position: 'absolute', inset: '0', border: '2px solid var(--accent)', pointerEvents: 'none' },
  '@media (prefers-reduced-motion: reduce)': { '.cm-cursorLayer': { animation: 'none !important' } },
});

const syntax = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--accent)' },
  { tag: tags.keyword, color: 'var(--text)', fontWeight: '700' },
  { tag: [tags.variableName, tags.number], color: 'var(--text)' },
  { tag: [tags.operator, tags.punctuation, tags.bracket, tags.string], color: 'var(--text-2)' },
  { tag: tags.comment, color: 'var(--text-3)', fontStyle: 'italic' },
]);

export const theme = [look, syntaxHighlighting(syntax)];
