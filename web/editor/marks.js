// What is wrong with the text, in the text: squiggles, marks beside the line, the whole line tinted. The findings come
// from the engine; nothing here judges.

import { lintGutter, setDiagnostics } from '@codemirror/lint';
import { RangeSetBuilder, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView } from '@codemirror/view';

const SEVERITY = { error: 'error', warning: 'warning', note: 'info' };
const setLines = StateEffect.define();
const wrongLine = Decoration.line({ class: 'is-err' });

const lines = StateField.define({
  create: () => Decoration.none,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setLines)) return effect.value;
    return value.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** The parts of the editor that show findings. */
export const marks = [lintGutter(), lines];

/** Shows the findings that have a place in this text. */
export function show(view, messages) {
  const { doc } = view.state;
  const own = messages.filter((message) => message.file === null);
  const found = own.map((message) => {
    const from = Math.min(message.start.unit, doc.length);
    return {
      from,
      to: Math.max(from, Math.min(message.end.unit, doc.length)),
      severity: SEVERITY[message.severity],
      message: message.help ? `${message.message} ${message.help}` : message.message,
      actions: message.fix ? [{ name: 'Replace', apply: () => replace(view, message.fix) }] : [],
    };
  });
  const starts = own.filter((message) => message.severity === 'error')
    .map((message) => doc.lineAt(Math.min(message.start.unit, doc.length)).from);
  const builder = new RangeSetBuilder();
  for (const start of [...new Set(starts)].sort((a, b) => a - b)) builder.add(start, start, wrongLine);
  view.dispatch(setDiagnostics(view.state, found), { effects: setLines.of(builder.finish()) });
}

/** Puts what would be right in the place of what is wrong. */
export function replace(view, change) {
  const insert = change.text;
  const [from, to] = [change.start.unit, change.end.unit];
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    scrollIntoView: true,
    userEvent: 'input.complete',
  });
  view.focus();
}
