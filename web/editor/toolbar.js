// The bar above the text: what it is called, where it can start from, where it can go.

import { count, dialog, h, icon, prose } from './dom.js';
import { chooser, download } from './files.js';

/** The longest link that chat programs are trusted with. */
const LINK_MOST = 2000;

/** The bar. */
export function makeToolbar(desk) {
  const { drafts } = desk;
  const name = h('h2', { id: 'ed-h' });
  const kept = h('span', { class: 'mute', id: 'author-kept' });
  const more = (label, run) => h('button', { class: 'btn', onclick: run }, label);
  const element = h('div', { class: 'bar' }, name, kept, h('span', { class: 'grow' }),
    h('button', { class: 'btn', 'aria-haspopup': 'dialog', onclick: () => startFrom(desk) }, 'Start from…'),
    more('Download', () => download(drafts.now.path, desk.text())),
    h('button', { class: 'btn', 'aria-haspopup': 'dialog', onclick: () => share(desk) }, icon('i-share'), 'Share'),
    h('button', { class: 'btn primary', onclick: () => play(desk) }, icon('i-play'), 'Play this'));

  function named() {
    name.textContent = drafts.now.path.split('/').pop();
    const from = drafts.now.origin ? `from ${drafts.now.origin}` : '';
    kept.textContent = drafts.now.id ? 'draft kept in this browser' : from;
  }
  let told = false;
  drafts.onkept(() => {
    if (drafts.kept) {
      named();
    } else {
      kept.textContent = 'not kept';
      // Once: each letter may fail.
      if (!told) desk.complain('This text is not kept: the browser has no room for it, or forbids it. Download it before you leave.');
    }
    told = !drafts.kept;
  });
  return { element, named };
}

async function play(desk) {
  const text = desk.text();
  const [told, found] = await Promise.all([
    desk.host.ask('link', { text }), desk.host.ask('check', { text, path: desk.drafts.now.path }),
  ]);
  const first = found?.messages.find((message) => message.severity === 'error');
  const why = told?.link
    ? first && `This cannot be played yet. Line ${first.start.line}: ${first.message.replaceAll('`', '')}`
    : told?.why ?? 'The text cannot be played.';
  if (why) {
    desk.complain(why);
    return;
  }
  desk.complain('');
  // Back leads to the draft.
  desk.drafts.save();
  location.hash = `#/run/${told.link}`;
}

async function share(desk) {
  const text = desk.text();
  const told = await desk.host.ask('link', { text });
  const link = told?.link ? `${location.href.split('#')[0]}#/run/${told.link}` : '';
  const said = h('span', { class: 'told', role: 'status' });
  const field = h('input', { class: 'link-field mono', id: 'author-link', type: 'text', readonly: true, value: link });
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      said.textContent = 'Copied.';
    } catch {
      field.select();
      said.textContent = 'The browser does not let the page copy. The link is selected: copy it with the keyboard.';
    }
  };
  const file = h('button', { class: 'btn line', onclick: () => download(desk.drafts.now.path, text) }, 'Download the file');
  if (!link) {
    dialog('Share this scenario', h('p', null, told?.why ?? 'No link can hold this text.'), h('div', { class: 'btns' }, file));
    return;
  }
  const long = link.length > LINK_MOST;
  dialog('Share this scenario',
    h('p', null, long
      ? `The link has ${link.length} characters. Many chat programs cut off what is longer than ${LINK_MOST}: send the file instead.`
      : 'Whoever opens this link plays this scenario, with this seed.'),
    h('label', { class: 'fld' }, h('span', null, 'Link'), field),
    h('div', { class: 'btns' }, h('button', { class: 'btn primary', onclick: copy }, 'Copy link'), file, said));
  field.select();
}

/** Everything that a text can start from. */
async function startFrom(desk) {
  const { drafts, host } = desk;
  const [scenarios, templates] = await Promise.all([host.ask('scenarios', {}), host.ask('templates', {})]);
  const begin = (what) => { box.close(); desk.open(what); desk.focus(); };
  const press = (label, small, run) => h('li', null, h('button', { class: 'btn line', onclick: run }, h('b', null, label), small ? h('small', null, ...prose(small)) : null));
  // What is beside the dialog is neither seen nor heard.
  const wrong = h('p', { class: 'wrong', role: 'alert' });
  const complain = (why) => { wrong.textContent = why; };
  // What is chosen may be the draft that is written on.
  drafts.save();
  const kept = drafts.list();
  const file = chooser(desk, () => box.close());
  const remix = async (id) => {
    const found = await host.ask('copy', { id });
    if (found?.text) begin(found);
    else complain(found?.why ?? `${id} cannot be read.`);
  };
  const choice = h('select', { class: 'btn line', id: 'author-built-in' },
    ...(scenarios ?? []).map((entry) => h('option', { value: entry.id }, `${entry.id}: ${entry.title}`)));
  const box = dialog('Start from',
    h('ul', { class: 'starts' },
      press('An empty text', '', () => begin({ path: 'my-scenario.yaml', text: '', origin: '' })),
      ...(templates ?? []).map((template) => press(template.title, template.about, () => remix(template.id)))),
    h('label', { class: 'fld' }, h('span', null, 'A scenario of this site'), choice),
    h('div', { class: 'btns' }, h('button', { class: 'btn line', onclick: () => remix(choice.value) }, 'Remix it')),
    h('label', { class: 'fld' }, h('span', null, 'A file; you can also drop one on the page'), file),
    kept.length ? h('h3', null, `${count(kept.length, 'draft')} in this browser`) : null,
    h('ul', { class: 'starts drafts' }, ...kept.map((entry) => {
      const title = entry.title || entry.path;
      const row = press(title, `${entry.path}, ${ago(entry.at)}`, () => {
        const draft = drafts.read(entry.id);
        if (draft) begin({ id: entry.id, ...draft });
        else complain(`The draft ${title} cannot be read any more.`);
      });
      row.append(h('button', {
        class: 'btn', 'aria-label': `Delete the draft ${title}`, onclick() { drafts.drop(entry.id); row.remove(); },
      }, 'Delete'));
      return row;
    })),
    wrong);
  if (!templates) complain('The templates could not be read. The connection may be down.');
}

/** How long ago, in words. */
function ago(at) {
  const minutes = Math.max(0, Math.round((Date.now() - at) / 60000));
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${count(minutes, 'minute')} ago`;
  if (minutes < 60 * 24) return `${count(Math.floor(minutes / 60), 'hour')} ago`;
  return `${count(Math.floor(minutes / 60 / 24), 'day')} ago`;
}
