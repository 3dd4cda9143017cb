// What stands beside the text: whether it is worth playing, the reference, the tutorial. One at a time.

import { h } from './dom.js';
import { tabs } from './panes.js';
import { makeReference } from './reference.js';
import { makeTutorial } from './tutorial.js';
import { makeWorth } from './worth.js';

/** Fills the place. */
export function makeAside(room, desk) {
  const worth = makeWorth(desk);
  const reference = makeReference();
  const tutorial = makeTutorial(desk, worth);
  const parts = [
    { id: 'worth', label: 'Is it worth playing?', short: 'Worth', part: worth },
    { id: 'reference', label: 'Reference', short: 'Reference', part: reference },
    { id: 'tutorial', label: 'Tutorial', short: 'Tutorial', part: tutorial },
  ];
  const body = h('div', { class: 'aside-body', id: 'author-beside', role: 'tabpanel', tabindex: '0', 'aria-labelledby': 'author-tab-worth' });
  const list = tabs('Beside the text', parts.map((part) => ({ id: part.id, label: part.label, panel: 'author-beside' })), fill, 'tabs aside-tabs');
  room.append(list.element, body);

  function fill(id) {
    const { part } = parts.find((entry) => entry.id === id);
    body.setAttribute('aria-labelledby', `author-tab-${id}`);
    body.replaceChildren(part.element);
    part.shown?.();
  }
  fill('worth');

  return {
    parts,
    show: (id) => list.pick(id),
    /** A text was checked. */
    checked(verdict, own) {
      worth.checked(verdict, own);
      tutorial.checked(verdict, own);
    },
    /** Another text was opened. */
    opened() {
      tutorial.opened?.();
    },
    end() {
      worth.end();
    },
  };
}
