// How a scenario looks: YAML line by line, and the expression language where a value is one. A tokenizer, no parser:
// what is right and wrong only the engine says.

import { StreamLanguage, foldService } from '@codemirror/language';

/** Keys whose value is prose, in which `{…}` are expressions. */
const PROSE = new Set(['title', 'about', 'label', 'because', 'text', 'help', 'task', 'name', 'unit-label']);
/** Blocks of log lines: prose after the level. */
const LINES = new Set(['lines']);
const WORDS = new Set(['and', 'or', 'not', 'if', 'else', 'each', 'over', 'where', 'in', 'to', 'after', 'ticks', 'tick',
  'let', 'apply', 'emit', 'show', 'push', 'write', 'start', 'cure', 'remove', 'at', 'with', 'of', 'true', 'false',
  'never', 'null', 'mod', 'wait']);
const KEY = /^(?:[A-Za-z_][\w.-]*|"[^"]*"|'[^']*'|\d+)(?=\s*:(?:\s|$))/;
const NUMBER = /^\d+(?:\.\d+)?(?:%|ms|min|s|h|d|KiB|MiB|GiB)?(?![\w-])/;
const NAME = /^[A-Za-z_][\w]*(?:-[A-Za-z0-9_]+)*/;

function token(stream, state) {
  if (stream.sol()) {
    state.value = null;
    state.depth = 0;
    const indent = stream.indentation();
    if (state.block !== null && (indent > state.blockIndent || /^\s*$/.test(stream.string))) state.value = state.block;
    else state.block = null;
  }
  if (stream.eatSpace()) return null;
  if (stream.peek() === '#' && state.value !== 'prose' && (stream.sol() || /\s/.test(stream.string[stream.pos - 1]))) {
    stream.skipToEnd();
    return 'comment';
  }
  if (state.block === null && state.value === null) {
    if (stream.match(/^---/) || stream.match(/^-(?=\s|$)/)) return 'punctuation';
  }
  if ((state.value === null || state.depth > 0) && state.block === null) {
    const key = stream.match(KEY);
    if (key) {
      state.key = key[0];
      state.keyIndent = stream.indentation();
      return 'propertyName';
    }
  }
  if (state.block === null && stream.match(/^:(?=\s|$)/)) {
    state.value = PROSE.has(state.key) ? 'prose' : 'expression';
    return 'punctuation';
  }
  if (state.block === null && stream.match(/^[|>][+-]?(?=\s*(?:#|$))/)) {
    state.block = PROSE.has(state.key) || LINES.has(state.key) ? 'prose' : 'expression';
    state.blockIndent = state.keyIndent;
    return 'punctuation';
  }
  return state.value === 'prose' ? prose(stream, state) : expression(stream, state);
}

function prose(stream, state) {
  if (stream.match(/^\{[^}]*\}?/)) return 'keyword';
  if (state.block !== null && stream.match(/^(?:FATAL|ERROR|WARN|INFO|DEBUG)\b/)) return 'keyword';
  stream.next();
  stream.eatWhile(/[^{#]/);
  return 'string';
}

function expression(stream, state) {
  const next = stream.peek();
  if (next === '"' || next === "'") {
    stream.next();
    while (!stream.eol() && stream.next() !== next);
    return 'string';
  }
  if ('{[('.includes(next)) { stream.next(); state.depth += 1; return 'bracket'; }
  if ('}])'.includes(next)) { stream.next(); state.depth = Math.max(0, state.depth - 1); return 'bracket'; }
  if (stream.match(NUMBER)) return 'number';
  const name = stream.match(NAME);
  if (name) return WORDS.has(name[0]) ? 'keyword' : 'variableName';
  if (stream.match(/^(?:->|[<>=!+*/:-]=?|[.,;])/)) return 'operator';
  stream.next();
  return null;
}

/** The language, with the words that the commands ask for. */
export const scenarioLanguage = StreamLanguage.define({
  name: 'brownout',
  startState: () => ({ key: '', keyIndent: 0, value: null, block: null, blockIndent: 0, depth: 0 }),
  copyState: (state) => ({ ...state }),
  token,
  indent: () => null,
  languageData: { commentTokens: { line: '#' }, closeBrackets: { brackets: ['(', '[', '{', '"', "'"] } },
});

/** What belongs to a line is what stands deeper below it. */
export const folding = foldService.of((state, from) => {
  const line = state.doc.lineAt(from);
  const depth = depthOf(line.text);
  if (depth === null) return null;
  let end = line.to;
  for (let number = line.number + 1; number <= state.doc.lines; number += 1) {
    const below = state.doc.line(number);
    const deeper = depthOf(below.text);
    if (deeper === null) continue;
    if (deeper <= depth) break;
    end = below.to;
  }
  return end > line.to ? { from: line.to, to: end } : null;
});

/** Columns before the text; nothing for an empty line. */
function depthOf(text) {
  const found = text.search(/\S/);
  return found < 0 ? null : found;
}
