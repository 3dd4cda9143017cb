// When the text is checked: at once while that is quick, when typing rests where it is not. Answers to texts that are
// no longer there are dropped.

/** What a turn may take before typing would feel it. */
const SLICE_MS = 8;
/** The longest rest that is waited for. */
const REST_MOST_MS = 300;

/** Checks what `text` gives and hands the verdict to `done`. */
export function checking(host, { text, path, done }) {
  let timer = null;
  let version = 0;
  let running = false;
  let again = false;
  let took = 0;
  let ended = false;

  async function run() {
    timer = null;
    if (running) {
      again = true;
      return;
    }
    running = true;
    again = false;
    const asked = version;
    try {
      const found = await host.ask('check', { text: text(), path: path() });
      if (!ended && found) {
        took = found.verdict.took_ms;
        if (asked === version) done({ ...found.verdict, messages: found.messages });
      }
    } finally {
      running = false;
      if (again && !ended) soon();
    }
  }

  function soon() {
    version += 1;
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(run, took > SLICE_MS ? Math.min(REST_MOST_MS, took * 4) : 0);
  }

  return {
    soon,
    now() {
      took = 0;
      soon();
    },
    end() {
      ended = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
