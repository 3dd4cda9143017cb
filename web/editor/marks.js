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

const setFixes = StateEffect.define();

/** What would be right, where its place is by now, and what stood there when it was found. */
const fixes = StateField.define({
  create: () => [],
  update(value, { changes, effects }) {
    for (const effect of effects) if (effect.is(setFixes)) return effect.value;
    // What is written at an end of the place does not belong to it.
    return changes.empty ? value : value.map((one) => ({ ...one, from: changes.mapPos(one.from, 1), to: changes.mapPos(one.to, -1) }));
  },
});

/** The parts of the editor that show findings. */
export const marks = [lintGutter(), lines, fixes];

/** Shows the findings that have a place in this text. `mend` gets a fix that was chosen. */
export function show(view, messages, mend) {
  const { doc } = view.state;
  const own = messages.filter((message) => message.file === null);
  const found = own.map((message) => {
    const from = Math.min(message.start.unit, doc.length);
    return {
      from,
      to: Math.max(from, Math.min(message.end.unit, doc.length)),
      severity: SEVERITY[message.severity],
      message: message.help ? `${message.message} ${message.help}` : message.message,
      actions: message.fix ? [{ name: 'Replace', apply: () => mend(message.fix) }] : [],
    };
  });
  const starts = own.filter((message) => message.severity === 'error')
    .map((message) => doc.lineAt(Math.min(message.start.unit, doc.length)).from);
  const builder = new RangeSetBuilder();
  for (const start of [...new Set(starts)].sort((a, b) => a - b)) builder.add(start, start, wrongLine);
  const mending = messages.filter((message) => message.fix).map(({ fix }) => {
    const [from, to] = [fix.start.unit, fix.end.unit];
    return { fix, from, to, was: doc.sliceString(from, to) };
  });
  view.dispatch(setDiagnostics(view.state, found), { effects: [setLines.of(builder.finish()), setFixes.of(mending)] });
}

/** Puts what would be right in the place of what is wrong; `false` if that does not stand there any more. */
export function replace(view, fix) {
  const { from, to, was } = view.state.field(fixes).find((one) => one.fix === fix) ?? {};
  if (!(from <= to) || view.state.sliceDoc(from, to) !== was) return false;
  const insert = fix.text;
  view.dispatch({
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    scrollIntoView: true,
    userEvent: 'input.complete',
  });
  view.focus();
  return true;
}
