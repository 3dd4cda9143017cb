// Brings parts of the program that the first screen can do without (web/src/later.rs says more), and joins them to it: all
// share memory and table. In a built site the program imports this by name; in no other build has it parts.

import { compile } from './program.js';

let started; // the program may ask while it starts
const program = new Promise((resolve) => { started = resolve; });
const [fetching, coming] = [new Map(), new Map()];

/** Says that the program runs, with what it exports, and what each of its parts is: files or programs, and files of style. */
export function runs(exports, parts) {
  started({ exports, parts });
}

// The program asks for a part; names and the way of answering are those of wasm_split_helpers.
export const __wasm_split_load_later = (callback, data) => load('later', callback, data);
export const __wasm_split_load_author = (callback, data) => load('author', callback, data);
export const __wasm_split_load_desk = (callback, data) => load('desk', callback, data);

/** Asks for a part's files before the program does. */
export function ahead({ files }) {
  for (const url of files) fetched(url);
}

/** The programs of a part, for a worker that is to have it: it says them to `runs` in the place of files. */
export async function programs(name) {
  const { parts } = await program;
  return Promise.all(parts[name].files.map(fetched));
}

async function load(name, callback, data) {
  const { exports, parts } = await program;
  let came = true;
  try {
    await part(exports, parts[name]);
  } catch (error) {
    console.error(error);
    came = false;
  }
  exports.__indirect_function_table.get(callback)(data, came);
}

/** A part, when all of it is there; some of its programs are those of other parts, too. */
async function part(exports, { files = [], programs = [], styles = [] }) {
  const dressed = styles.map((url) => once(coming, url, () => dress(url)));
  let joined;
  ahead({ files });
  // What it shares with others comes first, itself last.
  for (const url of files) joined = once(coming, url, join.bind(null, exports, () => fetched(url), joined));
  for (const program of programs) joined = once(coming, program, join.bind(null, exports, () => program, joined));
  await Promise.all([joined, ...dressed]);
}

/** What does not come is asked for again the next time. */
function once(known, url, get) {
  if (!known.has(url)) known.set(url, get().catch((error) => { known.delete(url); throw error; }));
  return known.get(url);
}

function fetched(url) {
  const program = once(fetching, url, () => compile(new URL(url), fetch(url)));
  program.catch(() => {}); // whoever waits for it hears of it
  return program;
}

async function join(exports, get, before) {
  const [program] = await Promise.all([get(), before]);
  await WebAssembly.instantiate(program, { __wasm_split: exports });
}

/** The styles of what a part draws. What is drawn without them can still be read, so they may fail. */
async function dress(url) {
  const link = document.createElement('link');
  [link.rel, link.href] = ['stylesheet', url];
  await new Promise((resolve) => {
    link.onload = link.onerror = resolve;
    document.head.append(link);
  });
}
