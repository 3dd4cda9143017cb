// The tutorial: one step at a time beside the text. Steps and what makes one done come from the engine.

import { h, icon } from './dom.js';
import { blocks } from './reference.js';

const PLACE = 'brownout.1.tutorial';

/** The part. */
export function makeTutorial(desk) {
  const element = h('section', { class: 'tutorial', 'aria-label': 'Tutorial' });
  let steps = null;
  let at = 0;
  let asked = 0;

  function draw() {
    const step = steps[at];
    const state = h('p', { class: 'state', role: 'status' }, 'Not yet.');
    const next = h('button', { class: 'btn primary', disabled: true, onclick: () => turn(at + 1) }, 'Next step');
    const last = at === steps.length - 1;
    element.replaceChildren(
      h('div', { class: 'prose' },
        h('h3', { id: 'author-step', tabindex: '-1' }, `${at + 1} of ${steps.length}: ${step.title}`),
        ...blocks(step.text),
        step.change ? h('details', null, h('summary', null, 'Show what to write'), h('pre', { tabindex: '0' }, h('code', null, step.change))) : null),
      state,
      h('div', { class: 'btns' },
        at > 0 ? h('button', { class: 'btn line', onclick: () => turn(at - 1) }, 'Step back') : null,
        step.whole ? h('button', { class: 'btn line', onclick: () => { desk.write(step.whole); desk.focus(); } }, 'Write it for me') : null,
        last ? null : next));
    element.mark = (done, why) => {
      state.replaceChildren(done ? icon('i-check') : '', done ? (last ? 'Done. This is a scenario: play it, or change it.' : 'Done.') : why || 'Not yet.');
      state.classList.toggle('is-done', done);
      next.disabled = !done;
    };
  }

  function turn(to) {
    at = to;
    try {
      localStorage.setItem(PLACE, String(at));
    } catch { /* then it begins anew the next time */ }
    draw();
    look();
    element.querySelector('#author-step').focus();
  }

  /** Whether the step is done, asked anew; an older answer is dropped. */
  async function look() {
    if (!steps || !element.isConnected) return;
    asked += 1;
    const mine = asked;
    const found = await desk.host.ask('step', { id: String(at), text: desk.text() });
    if (mine === asked && found) element.mark?.(found.done, found.why);
  }

  async function begin() {
    const found = await desk.host.ask('tutorial', {});
    if (!found?.steps?.length) {
      element.replaceChildren(h('p', { class: 'empty' }, 'The tutorial could not be read.'));
      return;
    }
    steps = found.steps;
    try {
      at = Math.min(Number(localStorage.getItem(PLACE)) || 0, steps.length - 1);
    } catch { at = 0; }
    draw();
    look();
  }

  return {
    element,
    shown: () => (steps ? look() : begin()),
    checked: look,
  };
}
