// Elements from calls: the page's policy allows no markup in scripts, and text must stay text.
// Knows nothing of what is built with it.

/** An element. Properties beginning with `on` are listeners, the others attributes; `false`, `null` leave one out. */
export function h(name, properties, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

const SVG = 'http://www.w3.org/2000/svg';

/** A glyph or an icon of the page's sprite. */
export function icon(id, look = 'i') {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', look);
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#${id}`);
  svg.append(use);
  return svg;
}

/** Text in which what stands between backticks is code. */
export function prose(text) {
  return text.split('`').map((part, index) => (index % 2 ? h('code', null, part) : part));
}

/** A native dialog that is shown at once, goes when it is closed, and gives the focus back. */
export function dialog(title, ...body) {
  const close = () => element.close();
  const heading = h('h2', { id: 'author-dlg-h' }, title);
  const element = h('dialog', { class: 'dlg', 'aria-labelledby': 'author-dlg-h', onclose: () => element.remove() },
    h('header', null, heading, h('button', { class: 'btn icon', 'aria-label': 'Close', onclick: close }, icon('i-close'))),
    h('div', { class: 'dlg-body' }, ...body));
  document.body.append(element);
  element.showModal();
  return element;
}

/** `1 error`, `2 errors`. */
export function count(number, word) {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}
