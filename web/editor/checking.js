// When the text is checked: at once, and again as soon as an answer has come if the text was changed meanwhile. The work is a
// worker's, so typing does not feel it. Answers to texts that are no longer there are dropped.

/** Checks what `text` gives and hands the verdict to `done`. */
export function checking(host, { text, path, done }) {
  let version = 0;
  let running = false;
  let ended = false;

  async function run() {
    running = true;
    const asked = version;
    try {
      const found = await host.ask('check', { text: text(), path: path() });
      if (!ended && found && asked === version) done({ ...found.verdict, messages: found.messages });
    } finally {
      running = false;
      if (!ended && asked !== version) run();
    }
  }

  return {
    /** The text, or what it is checked with, has changed. */
    changed() {
      version += 1;
      if (!running && !ended) run();
    },
    end() {
      ended = true;
    },
  };
}
