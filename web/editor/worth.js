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

  function begin() {
    clearTimeout(timer);
    run?.cancel();
    if (!own || !element.isConnected) return;
    stale = false;
    element.json = null;
    state.textContent = 'Playing…';
    run = survey(pool, own, { drawn, failed });
  }

  function failed(why) {
    state.textContent = why;
  }

  function drawn(found) {
    const runs = found.rows.reduce((sum, row) => Math.max(sum, row.seeds), 0);
    state.textContent = found.done ? `${SEEDS} seeds each` : `${runs} of ${SEEDS} seeds`;
    table.hidden = false;
    body.replaceChildren(...found.rows.map(row));
    verdict.replaceChildren(...found.verdicts.map((said) => h('li', null,
      icon(said.against ? 's-degraded' : 'i-check', said.against ? 'g degraded' : 'i'), h('span', null, ...prose(said.text)))));
    element.json = found.done ? found.json : null;
  }

  return {
    element,
    /** A text was checked: what is known of the one before is over. */
    checked(checkedNow, text) {
      clearTimeout(timer);
      run?.cancel();
      run = null;
      stale = true;
      element.json = null;
      own = checkedNow.good ? { ...text, pack: checkedNow.pack } : null;
      if (own) timer = setTimeout(begin, REST_MS);
      state.textContent = own ? 'The text has changed.' : 'Not while the text cannot be played.';
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

/** Plays a text over all seeds. `drawn` gets the table so far, `failed` a sentence. */
function survey(pool, own, { drawn, failed }) {
  let live = true;
  const came = [];
  let next = 0;
  let due = 0;
  let judging = false;
  const open = { op: 'open', pack: own.pack, path: own.path, text: own.text };

  async function judge(done) {
    judging = true;
    const found = await pool.ask({ op: 'judge', open, came: [...came] });
    judging = false;
    if (live && found?.rows) drawn({ ...found, done });
  }
  async function lane() {
    while (live && next < SEEDS) {
      const seed = next;
      next += 1;
      const played = await pool.ask({ op: 'play', open, seed });
      if (!live) return;
      if (!played?.came) {
        live = false;
        failed(played?.why ?? 'The players could not be started here.');
        return;
      }
      came.push(...played.came);
      if (!judging && performance.now() > due) {
        due = performance.now() + DRAW_MS;
        judge(false);
      }
    }
  }
  Promise.all(Array.from({ length: pool.size }, lane)).then(() => (live ? judge(true) : null));
  return { cancel() { live = false; } };
}
