// The reference of the format, as the engine's own tables tell it: headings, paragraphs, lists, tables and code.

import { h, prose } from './dom.js';

/** The part. */
export function makeReference() {
  const find = h('input', { type: 'search', class: 'btn line', 'aria-label': 'Find in the reference', placeholder: 'Find in the reference', oninput: filter });
  const text = h('div', { class: 'prose' });
  const element = h('section', { class: 'reference', 'aria-label': 'Reference' }, h('div', { class: 'bar' }, find), text);
  let asked = false;

  function filter() {
    const wanted = find.value.trim().toLowerCase();
    for (const part of text.children) part.hidden = wanted !== '' && !part.textContent.toLowerCase().includes(wanted);
  }

  return {
    element,
    async shown() {
      if (asked) return;
      asked = true;
      const found = await beside('reference.md', (response) => response.text());
      if (found === null) {
        asked = false;
        text.replaceChildren(h('p', { class: 'empty' }, 'The reference could not be read. The connection may be down.'));
        return;
      }
      text.replaceChildren(...sections(blocks(found)));
      filter();
    },
  };
}

/** A file that stands beside this script; `null` if it does not arrive. */
export async function beside(name, take) {
  try {
    const response = await fetch(new URL(`./${name}`, import.meta.url));
    return response.ok ? await take(response) : null;
  } catch {
    return null;
  }
}

/** Elements by their headings: one part each, so that a search hides whole parts. */
function sections(elements) {
  const out = [];
  for (const element of elements) {
    if (/^H\d$/.test(element.tagName) || out.length === 0) out.push(h('div'));
    out.at(-1).append(element);
  }
  return out;
}

/** A little Markdown as elements. Text stays text. */
export function blocks(text) {
  const out = [];
  const lines = text.split('\n');
  const take = (test) => {
    const taken = [];
    while (lines.length > 0 && test(lines[0])) taken.push(lines.shift());
    return taken;
  };
  while (lines.length > 0) {
    const line = lines[0];
    if (line.trim() === '') {
      lines.shift();
    } else if (line.startsWith('```')) {
      lines.shift();
      const code = take((next) => !next.startsWith('```'));
      lines.shift();
      out.push(h('pre', { tabindex: '0' }, h('code', null, code.join('\n'))));
    } else if (/^#{1,4} /.test(line)) {
      const [, marks, title] = /^(#{1,4}) (.*)$/.exec(lines.shift());
      out.push(h(`h${Math.min(6, marks.length + 1)}`, null, ...inline(title)));
    } else if (line.startsWith('|')) {
      out.push(table(take((next) => next.startsWith('|'))));
    } else if (/^[-*] /.test(line)) {
      const items = [];
      while (lines.length > 0 && /^[-*] /.test(lines[0])) {
        const first = lines.shift().slice(2);
        const more = take((next) => /^\s+\S/.test(next) || (next === '' && /^\s+\S|^$/.test(lines[1] ?? '') && /^ /.test(lines[1] ?? '')));
        items.push(h('li', null, ...blocks([first, ...more.map((next) => next.slice(2))].join('\n'))));
        while (lines[0] === '' && /^[-*] /.test(lines[1] ?? '')) lines.shift();
      }
      out.push(h('ul', null, ...items));
    } else {
      out.push(h('p', null, ...inline(take((next) => next.trim() !== '' && !/^(#{1,4} |[-*] |\||```)/.test(next)).join(' '))));
    }
  }
  return out;
}

function table(lines) {
  const cells = (line) => line.replace(/^\||\|\s*$/g, '').split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'));
  const rows = lines.filter((line) => !/^\|[\s:|-]+$/.test(line)).map(cells);
  const [head, ...body] = rows;
  return h('div', { class: 'wide', tabindex: '0', role: 'group', 'aria-label': head.join(', ') }, h('table', null,
    h('thead', null, h('tr', null, ...head.map((cell) => h('th', { scope: 'col' }, ...inline(cell))))),
    h('tbody', null, ...body.map((row) => h('tr', null, ...row.map((cell) => h('td', null, ...inline(cell))))))));
}

function inline(text) {
  return prose(text.replaceAll(/\*\*([^*]+)\*\*/g, '$1').replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1'));
}
