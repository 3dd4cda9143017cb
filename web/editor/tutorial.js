// The tutorial: one step at a time beside the text. The steps are docs/tutorial, as data; whether one is done follows
// from what the engine says of the text.

import { h, icon } from './dom.js';
import { beside, blocks } from './reference.js';

const PLACE = 'brownout.1.tutorial';

/** The part. `worth` knows who wins. */
export function makeTutorial(desk, worth) {
  const element = h('section', { class: 'tutorial', 'aria-label': 'Tutorial' });
  const state = h('p', { class: 'step-state', role: 'status' });
  const next = h('button', { class: 'btn primary', onclick: () => turn(at + 1) }, 'Next step');
  let steps = null;
  let at = 0;
  let last = null;

  function draw() {
    const step = steps[at];
    element.replaceChildren(
      h('div', { class: 'prose' },
        h('h2', { id: 'author-step', tabindex: '-1' }, `${at + 1} of ${steps.length}: ${step.title}`),
        ...blocks(step.text),
        h('details', { open: true }, h('summary', null, 'What to write'),
          ...step.typed.map((edit) => h('pre', { tabindex: '0' }, h('code', null, edit.insert.replace(/^\n|\n$/g, '')))))),
      state,
      h('div', { class: 'btns' },
        at > 0 ? h('button', { class: 'btn line', onclick: () => turn(at - 1) }, 'Step back') : null,
        h('button', { class: 'btn line', onclick: write }, 'Write it for me'),
        at < steps.length - 1 ? next : null));
    look();
  }

  function write() {
    const { after } = steps[at];
    const now = desk.text().trim();
    if (now === '' || steps.some((step) => step.after.trim() === now)) {
      desk.write(after);
    } else {
      // Somebody's own words: they stay a draft.
      desk.open({ path: 'my-scenario.yaml', text: after, origin: 'the tutorial' });
      desk.drafts.later();
      desk.complain('This is a draft of its own. What you had written is kept: Start from… lists it.', true);
    }
    desk.focus();
  }

  function turn(to) {
    at = to;
    try {
      localStorage.setItem(PLACE, String(at));
    } catch { /* then it begins anew the next time */ }
    draw();
    element.querySelector('#author-step').focus();
  }

  /** Whether the step is done, by the last verdict on the text and by what the players made of it. */
  function look() {
    if (!steps || !element.isConnected) return;
    const missing = steps[at].claims.map(lacks).find((why) => why !== '') ?? '';
    const done = last !== null && missing === '';
    const said = done ? (at === steps.length - 1 ? 'Done. This is a scenario: play it, or change it.' : 'Done.') : missing || 'Not yet.';
    if (state.textContent !== said) state.replaceChildren(done ? icon('i-check') : '', said);
    state.classList.toggle('is-done', done);
    next.disabled = !done;
  }

  /** What is not yet as a claim says; nothing if it is. */
  function lacks(claim) {
    const { verdict, own } = last ?? {};
    if (!verdict) return 'Not yet.';
    if (claim.what === 'finds') {
      const [first] = verdict.messages;
      const is = first && first.code === claim.code && own.text.slice(first.start.unit, first.end.unit) === claim.at;
      return is ? '' : `Not yet: the first message is to be about “${claim.at}”.`;
    }
    if (!verdict.good || desk.text().trim() === '') return 'Not yet: nothing may be wrong with the text.';
    if (!grown(own.text, steps[at].after)) return 'Not yet: something of this step is missing in the text.';
    if (claim.what === 'holds') {
      const traps = worth.traps(own.text);
      if (!traps) return played();
      if (!traps.has(claim.trap)) return `Not yet: there is no trap called “${claim.trap}”.`;
      const escaped = traps.get(claim.trap);
      return escaped === null ? '' : `Not yet: the trap “${claim.trap}” ${escaped}.`;
    }
    if (claim.what !== 'wins' && claim.what !== 'loses') return '';
    const row = worth.rows(own.text)?.find((found) => found.player === claim.player);
    if (!row) return played();
    return row.win_rate === (claim.what === 'wins' ? 1 : 0) ? '' : `Not yet: ${claim.player} ${claim.what === 'wins' ? 'does not win always' : 'still wins'}.`;
  }

  /** Asks for what is missing to know. */
  function played() {
    return worth.want(look) ?? 'The players are playing it…';
  }

  async function begin() {
    const found = await beside('tutorial.json', (response) => response.json());
    if (!found) {
      element.replaceChildren(h('p', { class: 'empty' }, 'The tutorial could not be read. The connection may be down.'));
      return;
    }
    steps = found;
    try {
      at = Math.min(Number(localStorage.getItem(PLACE)) || 0, steps.length - 1);
    } catch { at = 0; }
    draw();
  }

  return {
    element,
    shown: () => (steps ? look() : begin()),
    checked(verdict, own) {
      last = { verdict, own };
      look();
    },
  };
}

/** Whether a text has the keys that it is to have. How it is laid out, and in which words, is free. */
function grown(text, after) {
  const keys = (yaml) => new Set([...yaml.matchAll(/^\s*([\w-]+):/gm)].map((found) => found[1]));
  const there = keys(text);
  return [...keys(after)].every((key) => there.has(key));
}
