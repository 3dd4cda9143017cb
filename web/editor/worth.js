// Whether a text is worth playing: what the scripted players make of it over many seeds, and what that says in words.
// Numbers and words come from the engine, in workers; the table fills as they come in and ends with the next edit.

import { h, icon, prose } from './dom.js';
import { makePool } from './pool.js';

const SEEDS = 50;
/** How long the text rests before it is played so often. */
const REST_MS = 700;
/** How often the table is drawn anew while runs come in. */
const DRAW_MS = 150;

const WHO = {
  idle: 'does nothing',
  repeat: 'the expert’s first step, over and over',
  random: 'any action with anything',
  naive: 'one action at the loudest service',
  gullible: 'does what lines tell',
  heuristic: 'the pack’s own rule of thumb',
  expert: 'the written best play',
};

/** The part. */
export function makeWorth(desk) {
  const state = h('span', { class: 'mute', role: 'status' });
  const again = h('button', { class: 'btn line', onclick: () => begin() }, 'Run again');
  const verdict = h('ul', { class: 'verdict' });
  const body = h('tbody');
  const table = h('table', { hidden: true }, h('thead', null, h('tr', null,
    h('th', { scope: 'col' }, 'Player'), h('th', { scope: 'col', class: 'num' }, 'Won'),
    h('th', { scope: 'col' }, h('span', { class: 'vh' }, 'Won, as a bar')),
    h('th', { scope: 'col', class: 'num' }, 'Mean grade'))), body);
  const element = h('section', { class: 'worth', id: 'author-worth', 'aria-label': 'Is it worth playing?' },
    h('div', { class: 'bar' }, state, h('span', { class: 'grow' }), again), verdict, table);
  const pool = makePool();
  let own = null;
  let stale = true;
  let timer = null;
  let run = null;
  /** Who wants to know although the table is not to be seen. */
  let wanted = null;
  /** Why the last try failed, until the next. */
  let broken = null;
  /** What is known of which text; `traps` is left out unless somebody wants it. */
  const NOTHING = { text: null, rows: null, traps: null };
  let known = NOTHING;

  function begin() {
    clearTimeout(timer);
    timer = null;
    run?.cancel();
    if (!own || !(element.isConnected || wanted)) return;
    stale = false;
    if (broken) verdict.replaceChildren();
    broken = null;
    element.json = null;
    state.textContent = 'Playing…';
    run = survey(pool, desk.host, own, wanted !== null, { drawn, failed });
  }

  function failed(why) {
    broken = why;
    stale = true;
    state.textContent = 'Not played.';
    verdict.replaceChildren(h('li', null, icon('s-down', 'g down'), h('span', { role: 'alert' }, why)));
    tell();
  }

  function tell() {
    const call = wanted;
    // Whoever still lacks something may want it at once.
    wanted = null;
    call?.();
  }

  function drawn(found) {
    const runs = found.rows.reduce((sum, row) => Math.max(sum, row.seeds), 0);
    state.textContent = found.done ? `${SEEDS} seeds each` : `${runs} of ${SEEDS} seeds`;
    table.hidden = false;
    body.replaceChildren(...found.rows.map(row));
    verdict.replaceChildren(...found.verdicts.map((said) => h('li', null,
      icon(said.against ? 's-degraded' : 'i-check', said.against ? 'g degraded' : 'i'), h('span', null, ...prose(said.text)))));
    element.json = found.done ? found.json : null;
    if (found.done) {
      known = { text: own.text, rows: found.rows, traps: found.traps };
      tell();
    }
  }

  return {
    element,
    /** A text was checked: what is known of the one before is over. */
    checked(checkedNow, text) {
      clearTimeout(timer);
      run?.cancel();
      run = null;
      stale = true;
      broken = null;
      element.json = null;
      own = checkedNow.good ? { ...text, drawn: checkedNow.drawn } : null;
      timer = own ? setTimeout(begin, REST_MS) : null;
      const incurable = checkedNow.messages.find((message) => message.code === 'no-cure');
      verdict.replaceChildren();
      state.textContent = own ? 'The text has changed.' : incurable?.message ?? 'Not while the text cannot be played.';
    },
    /** The rows of a text, once all is played. */
    rows: (text) => (known.text === text ? known.rows : null),
    /** What each trap of a text came to that it may not (nothing, if it held), once all is played. */
    traps: (text) => (known.text === text ? known.traps : null),
    /** Plays in any case, the traps, too, and calls when all is played. Gives why it cannot, if it was tried in vain. */
    want(call) {
      if (broken) return broken;
      wanted = call;
      if (own && known.text === own.text && !known.traps) {
        known = NOTHING;
        stale = true;
      }
      if (stale && timer === null) begin();
      return null;
    },
    shown() {
      if (stale) begin();
    },
    end() {
      clearTimeout(timer);
      run?.cancel();
      pool.end();
    },
  };
}

function row(found) {
  const won = Math.round(found.win_rate * 100);
  const bar = h('meter', { min: '0', max: '1', value: String(found.win_rate), 'aria-label': `${found.player} won ${won}%` });
  return h('tr', null,
    h('th', { scope: 'row' }, h('b', null, found.player), h('small', null, WHO[found.player] ?? '')),
    h('td', { class: 'num' }, `${won}%`), h('td', null, bar),
    h('td', { class: 'num' }, found.mean_score.toFixed(3)));
}

/** Plays a text over all seeds, and its traps if they are wanted. `drawn` gets the table so far, `failed` a sentence. */
function survey(pool, host, own, trapped, { drawn, failed }) {
  let live = true;
  const came = [];
  const traps = trapped ? new Map() : null;
  let next = 0;
  let due = 0;
  let judging = false;
  let over = false;
  const made = (seed) => host.ask('plan', { path: own.path, text: own.text, seed });
  const first = made(0);

  async function judge(done) {
    judging = true;
    over ||= done;
    const plan = await first;
    const found = plan instanceof Uint8Array ? await pool.ask({ op: 'judge', came: [...came] }, plan) : plan;
    judging = false;
    if (!found?.rows) return give(found?.why);
    // Of two workers one may be asked for less before the other for all, and answer after it.
    if (live && done === over) drawn({ ...found, traps, done });
    return undefined;
  }
  function give(why) {
    if (live) failed(why ?? 'The players could not be started here.');
    live = false;
  }
  async function lane() {
    while (live && next < SEEDS) {
      const seed = next;
      next += 1;
      const plan = await (own.drawn ? made(seed) : first);
      if (!(plan instanceof Uint8Array)) return give(plan?.why);
      const played = live ? await pool.ask({ op: 'play', seed, traps: trapped }, plan) : null;
      if (!live) return undefined;
      if (!played?.came) return give(played?.why);
      came.push(...played.came);
      for (const { trap, escaped } of played.traps ?? []) traps.set(trap, traps.get(trap) ?? escaped);
      if (!judging && performance.now() > due) {
        due = performance.now() + DRAW_MS;
        judge(false);
      }
    }
    return undefined;
  }
  Promise.all(Array.from({ length: pool.size }, lane)).then(() => (live ? judge(true) : null));
  return { cancel() { live = false; } };
}
