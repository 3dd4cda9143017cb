// What was written and not sent anywhere, kept in this browser. Where storage is forbidden or full, nothing is kept and
// the page says so; nothing else changes.

const INDEX = 'brownout.1.drafts';
const DRAFT = 'brownout.1.draft.';
/** Version of what is kept. A draft of another one is left alone. */
const VERSION = 1;
const MOST = 40;
const PAUSE_MS = 400;
/** Who types without a pause has this much unsaved at most. */
const UNSAVED_MOST_MS = 2000;
/** Tabs that part at the same moment choose among so many numbers, so that they do not meet again. */
const APART = 1000;

/**
 * The drafts, and the one that is written on, which `text` gives. Another tab may have the same one open: the first that
 * writes keeps it, the other's text becomes a draft of its own, and `tell` says so.
 */
export function makeDrafts(text, tell, store = storage()) {
  let timer = null;
  let changed = false;
  let due = null;
  /** What stood in the store when the draft was last read or written here: what differs is another tab's. */
  let seen = null;
  let written = false;
  let apart = false;
  let watch = () => {};
  const drafts = {
    /** What is written on: `id` once it is kept. */
    now: { id: null, path: '', origin: '' },
    kept: true,

    list: () => index(store),
    onkept(callback) { watch = callback; },

    read(id) {
      const draft = parse(store.get(DRAFT + id));
      return draft && draft.v === VERSION && typeof draft.text === 'string' ? draft : null;
    },

    /** What an address asks for. */
    first(opened, complain) {
      if (opened.text !== null && opened.text !== undefined) return opened;
      const id = opened.draft === 'last' ? index(store)[0]?.id : opened.draft;
      const draft = id && id !== 'new' ? drafts.read(id) : null;
      if (draft) return { id, path: draft.path, text: draft.text, origin: draft.origin };
      if (opened.draft !== 'last' && opened.draft !== 'new') complain('There is no such draft in this browser. This is a new text.');
      return { path: 'my-scenario.yaml', text: '', origin: '' };
    },

    /** Goes on with another text. `first` is what the address names already. */
    begin(what, first) {
      drafts.save(true);
      if (!first) address(what.id);
      drafts.now = { id: what.id ?? null, path: what.path, origin: what.origin ?? '' };
      seen = store.get(DRAFT + what.id);
      written = false;
      apart = false;
    },

    rename(path) {
      drafts.now.path = path;
    },

    /** Keeps the text in a moment; at once, if the address does not say yet what a reload would bring back. */
    later() {
      changed = true;
      if (drafts.now.id === null) {
        drafts.save();
        return;
      }
      const now = performance.now();
      due ??= now + UNSAVED_MOST_MS;
      clearTimeout(timer);
      timer = setTimeout(() => drafts.save(), Math.min(PAUSE_MS, due - now));
    },

    /** Keeps it now, if there is something to keep, as the newest or after so many. `quiet`: the address is not this text's any more. */
    save(quiet = false, after = 0) {
      clearTimeout(timer);
      due = null;
      if (!changed) return;
      changed = false;
      const { now } = drafts;
      const content = text();
      // The event that says so may still be on its way.
      const there = now.id === null ? null : store.get(DRAFT + now.id);
      if (there !== null && there !== seen) part();
      const all = index(store);
      now.id ??= free(all);
      const rest = all.filter((entry) => entry.id !== now.id);
      const entry = { id: now.id, path: now.path, origin: now.origin, title: titleOf(content), at: Date.now() };
      for (const old of rest.splice(MOST - 1)) store.remove(DRAFT + old.id);
      const draft = JSON.stringify({ v: VERSION, path: now.path, origin: now.origin, text: content });
      drafts.kept = store.set(DRAFT + now.id, draft);
      if (drafts.kept) seen = draft;
      written = true;
      rest.splice(after, 0, entry);
      drafts.kept &&= store.set(INDEX, JSON.stringify(rest));
      if (drafts.kept && !quiet) address(now.id);
      watch();
    },

    drop(id) {
      store.remove(DRAFT + id);
      store.set(INDEX, JSON.stringify(index(store).filter((entry) => entry.id !== id)));
      if (drafts.now.id === id) drafts.now.id = null;
    },

    end() {
      drafts.save(true);
      window.removeEventListener('storage', heard);
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', hide);
    },
  };

  function free(all) {
    let id = 1 + Math.max(0, ...all.map((entry) => Number(entry.id) || 0));
    if (apart) id += Math.floor(Math.random() * APART);
    while (store.get(DRAFT + id) !== null) id += 1;
    return String(id);
  }
  function part() {
    drafts.now.id = null;
    apart = true;
    tell('Another tab writes on this draft, too. What is written here is kept as a draft of its own.');
  }
  const heard = ({ key, newValue }) => {
    const { id } = drafts.now;
    if (id === null) return;
    // Of two tabs that write the list at the same moment one leaves the other's draft out.
    if (key === INDEX && written && !index(store).some((entry) => entry.id === id)) {
      changed = true;
      drafts.save();
    }
    if (key !== DRAFT + id || newValue === seen) return;
    if (newValue === null) {
      drafts.now.id = null;
      tell('This draft was deleted in another tab. It is kept again as soon as something is written here.');
    } else {
      part();
      // What was written here may be overwritten already.
      const typed = changed;
      changed ||= written;
      drafts.save(false, typed ? 0 : 1);
    }
    watch();
  };
  window.addEventListener('storage', heard);
  // The last moments that a page is sure to hear of: it may be closed, or frozen and never go on.
  const leave = () => drafts.save(true);
  const hide = () => { if (document.visibilityState === 'hidden') drafts.save(); };
  window.addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', hide);
  return drafts;
}

/** Puts the draft into the address, without an entry in the history. */
function address(id) {
  history.replaceState(null, '', id ? `#/author/draft/${id}` : '#/author/new');
}

/** What the text calls itself. */
export function titleOf(text) {
  const found = /^title:[ \t]*(.+?)[ \t]*$/m.exec(text);
  return found ? found[1].replace(/^(["'])(.*)\1$/, '$2') : '';
}

function index(store) {
  const list = parse(store.get(INDEX));
  return Array.isArray(list) ? list.filter((entry) => entry && typeof entry.id === 'string') : [];
}

function parse(text) {
  try {
    return text ? JSON.parse(text) : null;
  } catch {
    return null;
  }
}

/** `localStorage`, where every refusal is a `null` or a `false`. */
function storage() {
  const attempt = (todo, otherwise) => {
    try {
      return todo(localStorage);
    } catch {
      return otherwise;
    }
  };
  return {
    get: (key) => attempt((all) => all.getItem(key), null),
    set: (key, value) => attempt((all) => { all.setItem(key, value); return true; }, false),
    remove: (key) => attempt((all) => all.removeItem(key), undefined),
  };
}
