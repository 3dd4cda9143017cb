// The page's side of every question: text out, text in. The path of what is written on goes with each question.

import { dialog, h } from './dom.js';

/** A host over the page's function. */
export function makeHost(call) {
  const host = {
    path: () => '',
    /** The answer; nothing where there is none. A newer question does not cancel an older one: whoever asks decides. */
    async ask(op, question) {
      const answer = await call(JSON.stringify({ path: host.path(), ...question, op }));
      return typeof answer === 'string' ? JSON.parse(answer) : answer;
    },
    /** From now on nobody answers: the page is gone, but the editor's timers may still ask. */
    end() { call = () => 'null'; },
    prompt,
  };
  return host;
}

/** Asks the person for one line. */
function prompt(title, label, value) {
  return new Promise((resolve) => {
    const field = h('input', { type: 'text', class: 'link-field mono', id: 'author-ask', value, autocomplete: 'off', spellcheck: 'false' });
    let given = null;
    const form = h('form', {
      onsubmit(event) {
        event.preventDefault();
        given = field.value.trim();
        box.close();
      },
    }, h('label', { class: 'fld' }, h('span', null, label), field), h('div', { class: 'btns' }, h('button', { class: 'btn primary', type: 'submit' }, 'OK')));
    const box = dialog(title, form);
    box.addEventListener('close', () => resolve(given));
    field.select();
  });
}
