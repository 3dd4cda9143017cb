// The tabs of the narrow page: one place for the text, the preview and each thing beside them.

import { h } from './dom.js';

/** A list of tabs. `items`: id, label, the panel's id. `chosen` is told the id. */
export function tabs(label, items, chosen, look = 'tabs') {
  const buttons = items.map((item, index) => h('button', {
    role: 'tab',
    id: `author-tab-${item.id}`,
    'aria-controls': item.panel,
    'aria-selected': index === 0 ? 'true' : 'false',
    tabindex: index === 0 ? '0' : '-1',
    onclick: () => pick(item.id),
    onfocus: () => pick(item.id),
  }, item.label));
  const element = h('div', { class: look, role: 'tablist', 'aria-label': label, onkeydown: onkey }, ...buttons);
  let now = items[0].id;

  function pick(id) {
    if (id === now) return;
    now = id;
    mark(id);
    chosen(id);
  }
  function mark(id) {
    items.forEach((item, index) => {
      buttons[index].setAttribute('aria-selected', item.id === id ? 'true' : 'false');
      buttons[index].tabIndex = item.id === id ? 0 : -1;
    });
  }
  function onkey(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = items.findIndex((item) => item.id === now);
    buttons[(at + step + items.length) % items.length].focus();
  }
  return { element, pick };
}

/** The tabs that only the narrow page shows. */
export function makePanes(main, aside) {
  const items = [
    { id: 'pane-text', label: 'Text', panel: 'author-text' },
    { id: 'pane-preview', label: 'Preview', panel: 'author-preview' },
    ...aside.parts.map((part) => ({ id: `pane-${part.id}`, label: part.short, panel: 'author-aside' })),
  ];
  const list = tabs('Panels', items, (id) => {
    const pane = id.slice('pane-'.length);
    const own = pane === 'text' || pane === 'preview';
    main.dataset.pane = own ? pane : 'aside';
    if (!own) aside.show(pane);
  }, 'panes tabs');
  main.prepend(list.element);
  return { show: (pane) => list.pick(`pane-${pane}`) };
}
