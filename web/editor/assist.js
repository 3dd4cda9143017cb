// Help while writing: completion, what stands under the pointer, where a name is declared, and renaming it. The engine
// knows the answers; they are asked for over the host.

import { autocompletion, completionKeymap } from '@codemirror/autocomplete';
import { EditorView, hoverTooltip, keymap, showTooltip } from '@codemirror/view';
import { StateEffect, StateField } from '@codemirror/state';

import { h, prose } from './dom.js';

/** Everything, for a host. `say` tells what did not work, in a sentence. */
export function assist(host, say) {
  const go = async (view, offset) => {
    const found = await host.ask('definition', { text: view.state.doc.toString(), offset });
    if (found && !found.file) select(view, found.from, found.to);
    else refuse(view, offset, say, found?.file ? `It is declared in ${found.file}.` : 'Nothing that is declared in this text stands here.');
  };
  return [
    autocompletion({
      override: [(context) => complete(host, context)],
      icons: false,
      // Enter ends a line unless somebody went into the list: who types on must not be corrected.
      selectOnOpen: false,
      aboveCursor: false,
    }),
    hoverTooltip((view, offset) => hover(host, view, offset), { hoverTime: 350 }),
    asked,
    keymap.of([
      ...completionKeymap,
      { key: 'F12', run: (view) => { go(view, view.state.selection.main.head); return true; } },
      { key: 'Mod-i', run: (view) => { help(host, view, say); return true; }, preventDefault: true },
      { key: 'F2', run: (view) => { rename(host, view, say); return true; } },
    ]),
    EditorView.domEventHandlers({
      mousedown(event, view) {
        if (!(event.ctrlKey || event.metaKey) || event.button !== 0) return false;
        const offset = view.posAtCoords({ x: event.clientX, y: event.clientY });
        if (offset === null) return false;
        event.preventDefault();
        go(view, offset);
        return true;
      },
    }),
  ];
}

/** Puts the caret somewhere and shows the place. */
export function select(view, from, to = from) {
  const end = view.state.doc.length;
  view.dispatch({
    selection: { anchor: Math.min(from, end), head: Math.min(to, end) },
    effects: EditorView.scrollIntoView(Math.min(from, end), { y: 'center' }),
  });
  view.focus();
}

async function complete(host, context) {
  const word = context.matchBefore(/[\w-]+/);
  const before = context.state.sliceDoc(Math.max(0, context.pos - 1), context.pos);
  if (!context.explicit && !word && !/[.\s:([>]/.test(before)) return null;
  const found = await host.ask('complete', { text: context.state.doc.toString(), offset: context.pos });
  if (!found || context.aborted || found.items.length === 0) return null;
  // After a space or at an empty line only what was asked for.
  if (!context.explicit && !word && !/[.(>]/.test(before)) return null;
  return {
    from: found.from,
    to: found.to,
    options: found.items.map((item, index) => ({
      label: item.label,
      info: item.detail ? () => h('div', null, ...prose(item.detail)) : undefined,
      apply: item.insert,
      type: item.kind,
      // The engine's order: likely ones first.
      boost: -index / 100,
    })),
    validFor: /^[\w-]*$/,
  };
}

async function hover(host, view, offset) {
  const found = await host.ask('hover', { text: view.state.doc.toString(), offset });
  return found ? tooltip(found) : null;
}

function tooltip(found) {
  return {
    pos: found.from,
    end: found.to,
    above: true,
    create: () => ({ dom: h('div', { class: 'doc' }, h('b', null, found.title), '\n', ...prose(found.text)) }),
  };
}

const setAsked = StateEffect.define();
/** The help that was asked for with a key: it stays until the caret moves. */
const asked = StateField.define({
  create: () => null,
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setAsked)) return effect.value;
    return transaction.docChanged || transaction.selection ? null : value;
  },
  provide: (field) => showTooltip.from(field),
});

/** Shows beside the place why nothing came of a key. */
function refuse(view, offset, say, why) {
  const pos = Math.min(offset, view.state.doc.length);
  view.dispatch({ effects: setAsked.of({ pos, above: true, create: () => ({ dom: h('div', { class: 'doc' }, why) }) }) });
  say(why);
}

async function help(host, view, say) {
  const offset = view.state.selection.main.head;
  const found = await host.ask('hover', { text: view.state.doc.toString(), offset });
  if (!found) {
    refuse(view, offset, say, 'There is nothing to say about what stands here.');
    return;
  }
  view.dispatch({ effects: setAsked.of(tooltip(found)) });
  say(`${found.title}. ${found.text}`.replaceAll('`', ''));
}

async function rename(host, view, say) {
  const text = view.state.doc.toString();
  const offset = view.state.selection.main.head;
  const word = view.state.wordAt(offset);
  const named = await host.ask('definition', { text, offset });
  if (!word || !named) {
    refuse(view, offset, say, 'There is no name here. Put the caret on the name of a service, a fault, an action.');
    return;
  }
  const before = nameAt(text, offset);
  const to = await host.prompt(`Rename ${before}`, 'New name', before);
  if (!to || to === before || view.state.doc.toString() !== text) return;
  const renamed = await host.ask('rename', { text, offset, to });
  if (renamed?.why || typeof renamed?.text !== 'string') {
    refuse(view, offset, say, renamed?.why ?? 'It cannot be renamed here.');
    return;
  }
  view.dispatch({ changes: difference(text, renamed.text), userEvent: 'input' });
  view.focus();
  say(`${before} is now ${to}.`);
}

/** The name around a place: names have hyphens, words of the editor have not. */
function nameAt(text, offset) {
  const [before] = /[\w-]*$/.exec(text.slice(0, offset));
  const [after] = /^[\w-]*/.exec(text.slice(offset));
  return before + after;
}

/** The smallest single change from one text to another. */
function difference(a, b) {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return { from: start, to: a.length - end, insert: b.slice(start, b.length - end) };
}
