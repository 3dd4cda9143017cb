// The text itself: CodeMirror, put together. Lives in a shadow root, because the page's policy lets style sheets be
// adopted there but not written into the document.

import { closeBrackets, closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands';
import { bracketMatching, codeFolding, foldGutter, foldKeymap, indentOnInput, indentUnit } from '@codemirror/language';
import { lintKeymap } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  EditorView, drawSelection, dropCursor, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers,
} from '@codemirror/view';

import { assist } from './assist.js';
import { marks } from './marks.js';
import { theme } from './theme.js';
import { folding, scenarioLanguage } from './yaml.js';

/** Makes the editor below `parent`. `changed` is called after every change of the text. */
export function makeText(parent, host, { changed, say, describedBy }) {
  const root = parent.attachShadow({ mode: 'open' });
  const hold = document.createElement('div');
  hold.part = 'hold';
  root.append(hold);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(':host{display:block;min-height:0}div[part=hold]{height:100%}');
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const extensions = [
    lineNumbers(),
    foldGutter({ markerDOM }),
    codeFolding({ placeholderText: '…' }),
    history(),
    drawSelection(),
    dropCursor(),
    indentUnit.of('  '),
    EditorState.tabSize.of(2),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    highlightSelectionMatches(),
    search({ top: false }),
    scenarioLanguage,
    folding,
    marks,
    assist(host, say),
    keymap.of([
      ...closeBracketsKeymap, ...searchKeymap, ...foldKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap,
      indentWithTab,
    ]),
    EditorView.contentAttributes.of({ 'aria-label': 'Scenario text', 'aria-description': describedBy, spellcheck: 'false', tabindex: '0' }),
    EditorView.updateListener.of((update) => { if (update.docChanged) changed(update); }),
    theme,
  ];
  const fresh = (text) => EditorState.create({ doc: text, extensions });
  const view = new EditorView({ state: fresh(''), root, parent: hold });
  return { view, open: (text) => view.setState(fresh(text)) };
}

function markerDOM(open) {
  const mark = document.createElement('span');
  mark.textContent = open ? '⌄' : '›';
  mark.title = open ? 'Fold' : 'Unfold';
  return mark;
}
