// The messages as a list with places. Pressing one goes there.

import { count, h, icon, prose } from './dom.js';

const GLYPH = { error: ['s-down', 'g down'], warning: ['s-degraded', 'g degraded'], note: ['s-healthy', 'g mute'] };
/** How long the text rests before the count is read out. */
const REST_MS = 900;

/** The panel below the text. */
export function makeMessages({ go, replace }) {
  const counted = h('span', { class: 'mute', id: 'author-count' });
  const took = h('span', { class: 'mute' });
  const list = h('ol', { id: 'author-messages', 'aria-labelledby': 'ms-h' });
  const spoken = h('p', { class: 'vh', role: 'status' });
  const element = h('section', { class: 'msgs', 'aria-labelledby': 'ms-h' },
    h('div', { class: 'bar' }, h('h2', { id: 'ms-h' }, 'Messages'), counted, h('span', { class: 'grow' }), took), list, spoken);
  let timer = null;

  function row(message) {
    const place = `${message.start.line}:${message.start.column}`;
    const [glyph, look] = GLYPH[message.severity];
    const parts = [icon(glyph, look), h('span', { class: 'mono' }, place), h('span', null,
      h('span', { class: 'vh' }, `${message.severity}: `),
      message.file ? h('span', { class: 'mute' }, `${message.file}: `) : null,
      ...prose(message.message),
      message.help ? [' ', h('span', { class: 'mute' }, ...prose(message.help))] : null)];
    const press = message.file !== null
      ? h('div', { class: 'row' }, ...parts)
      : h('button', { class: 'row', onclick: () => go(message) }, ...parts);
    return h('li', null, press, message.fix
      ? h('button', { class: 'btn line', 'aria-label': `Replace with ${message.fix.text}, at ${place}`, onclick: () => replace(message.fix) }, 'Replace')
      : null);
  }

  function show(verdict) {
    const { messages } = verdict;
    const number = (severity) => messages.filter((message) => message.severity === severity).length;
    const words = ['error', 'warning', 'note'].map((word) => [word, number(word)]).filter(([, n]) => n > 0);
    counted.textContent = verdict.why ?? (words.length ? words.map(([word, n]) => count(n, word)).join(', ') : 'Nothing is wrong.');
    took.textContent = `checked in ${Math.max(1, Math.round(verdict.took_ms))} ms`;
    list.replaceChildren(...messages.map(row));
    list.hidden = messages.length === 0;
    clearTimeout(timer);
    const first = messages.find((message) => message.file === null);
    timer = setTimeout(() => {
      const text = words.length && first ? `${counted.textContent}. Line ${first.start.line}: ${first.message.replaceAll('`', '')}` : counted.textContent;
      if (spoken.textContent !== text) spoken.textContent = text;
    }, REST_MS);
  }

  return { element, show };
}
