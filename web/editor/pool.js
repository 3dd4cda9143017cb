// A few workers that answer questions about a plan. Each loads the program once, of which it gets what plays. One that fails
// is gone: whoever asks next has a new one, for which everything is asked for anew.

const MOST = 4;

/** The workers; none is started before the first question. */
export function makePool() {
  const size = Math.max(1, Math.min((navigator.hardwareConcurrency || 2) - 1, MOST));
  const workers = new Set();
  const waiting = [];

  function started() {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    Object.assign(worker, { answer: null, idle: false });
    const answered = (found) => {
      const { answer } = worker;
      worker.answer = null;
      answer?.(found);
      turn();
    };
    const failed = (why) => {
      worker.terminate();
      workers.delete(worker);
      const because = (why || 'The connection may be down.').replace(/\.?$/, '.');
      answered({ why: `The players could not be started. ${because} “Run again” at the table of players tries once more.` });
    };
    worker.onmessage = ({ data }) => {
      if (data.failed !== undefined) {
        failed(data.failed);
      } else {
        worker.idle = true;
        answered(JSON.parse(data));
      }
    };
    // It may not even have been found; then the event says nothing.
    worker.onerror = (event) => failed(event.message);
    workers.add(worker);
    worker.begun = window.brownoutPart('author').then((author) => worker.postMessage({ ...window.brownoutProgram, author }));
    worker.begun.catch((error) => failed(error.message ?? error));
    return worker;
  }

  function turn() {
    while (waiting.length > 0) {
      const worker = [...workers].find((one) => one.idle) ?? (workers.size < size ? started() : null);
      if (!worker) return;
      const { question, plan, answer } = waiting.shift();
      Object.assign(worker, { answer, idle: false });
      worker.begun.then(() => worker.postMessage({ question: JSON.stringify(question), plan }), () => {});
    }
  }

  return {
    size,
    /** The answer to a question about a plan; `why` in it says why there is none. */
    ask: (question, plan) => new Promise((answer) => {
      waiting.push({ question, plan, answer });
      turn();
    }),
    end() {
      waiting.length = 0;
      for (const worker of workers) worker.terminate();
    },
  };
}
