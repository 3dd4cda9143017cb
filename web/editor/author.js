// Author mode, but for the preview: puts the editor, the messages and what stands beside the text into the places that
// the page gives, and asks the page about everything that the engine knows. Loaded only at #/author.

import { select } from './assist.js';
import { makeAside } from './aside.js';
import { checking } from './checking.js';
import { makeDrafts } from './drafts.js';
import { h, icon } from './dom.js';
import { asFiles } from './files.js';
import { makeHost } from './host.js';
import { replace, show } from './marks.js';
import { makeMessages } from './messages.js';
import { makePanes } from './panes.js';
import { makeText } from './text.js';
import { makeToolbar } from './toolbar.js';

const LEAVE = 'Tab indents. Press Escape, then Tab, to leave the editor.';

/** Begins. `call` takes a question as JSON and promises an answer as JSON; `opened` says what to write on. */
export function start(main, call, opened) {
  const host = makeHost(call);
  const room = main.querySelector('#author-text');
  const content = () => text.view.state.doc.toString();
  const drafts = makeDrafts(content, (text) => complain(text, true));
  const place = h('div', { class: 'code', id: 'author-code' });
  // For what can be seen anyway.
  const said = h('p', { class: 'vh', role: 'status' });
  const say = (text) => { said.textContent = text; };
  const wrong = h('div');
  // `quiet`: nothing went wrong, and nobody is to be interrupted.
  const complain = (text, quiet = false) => {
    wrong.className = quiet ? 'file-note is-quiet' : 'file-note';
    wrong.setAttribute('role', quiet ? 'status' : 'alert');
    wrong.replaceChildren(...(text === '' ? [] : [
      h('p', null, text),
      h('button', { class: 'btn icon', 'aria-label': 'Close', onclick() { complain(''); desk.focus(); } }, icon('i-close')),
    ]));
  };
  complain('');

  const messages = makeMessages({
    go: (message) => { panes.show('text'); select(text.view, message.start.unit, message.end.unit); },
    replace: (fix) => mend(fix),
  });
  const mend = (fix) => {
    if (!replace(text.view, fix)) complain('Nothing was replaced: what stood there has changed since the text was checked.', true);
  };
  const check = checking(host, {
    text: content,
    path: () => drafts.now.path,
    done(verdict) {
      show(text.view, verdict.messages, mend);
      messages.show(verdict);
      aside.checked(verdict, { path: drafts.now.path, text: content() });
    },
  });
  const text = makeText(place, host, {
    changed() {
      check.changed();
      drafts.later();
    },
    say,
    describedBy: LEAVE,
  });
  host.path = () => drafts.now.path;

  const open = (what, first = false) => {
    if (!first) complain('');
    drafts.begin(what, first);
    text.open(what.text);
    toolbar.named();
    check.changed();
    aside.opened();
  };
  const desk = {
    host, drafts, open, say, complain,
    text: content,
    write: (content) => text.view.dispatch({ changes: { from: 0, to: text.view.state.doc.length, insert: content } }),
    focus: () => text.view.focus(),
  };
  const toolbar = makeToolbar(desk);
  const aside = makeAside(main.querySelector('#author-aside'), desk);
  const panes = makePanes(main, aside);

  room.append(toolbar.element, place, h('p', { class: 'leave' }, LEAVE), messages.element, said);
  // Not into a pane: a narrow page hides all but one.
  main.append(wrong);
  // The way past the bars leads to the section; whoever arrives there wants the text.
  room.addEventListener('focus', desk.focus);
  const files = asFiles(main, desk);
  const first = drafts.first(JSON.parse(opened), complain);
  open(first, true);
  // The text of a file has no address that would bring it back.
  if (first.draft === 'new') drafts.later();
  requestAnimationFrame(desk.focus);

  return {
    check: () => check.changed(),
    end() {
      drafts.end();
      check.end();
      aside.end();
      files.end();
      host.end();
      text.view.destroy();
    },
  };
}
