// A few workers that answer questions about a plan. Each loads the program once, of which it gets what plays.

const MOST = 4;

/** The workers; none is started before the first question. */
export function makePool() {
  const size = Math.max(1, Math.min((navigator.hardwareConcurrency || 2) - 1, MOST));
  const workers = [];
  const idle = [];
  const waiting = [];
  const first = window.brownoutPart('author').then((author) => ({ ...window.brownoutProgram, author }));
  first.catch(() => {}); // a worker that waits for it hears of it

  function started() {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    worker.answer = null;
    worker.onmessage = (event) => {
      const { answer } = worker;
      worker.answer = null;
      idle.push(worker);
      answer?.(JSON.parse(event.data));
      turn();
    };
    worker.onerror = () => {
      const { answer } = worker;
      worker.answer = null;
      answer?.(null);
    };
    workers.push(worker);
    worker.begun = first.then((program) => worker.postMessage(program), worker.onerror);
    return worker;
  }

  function turn() {
    while (waiting.length > 0) {
      const worker = idle.pop() ?? (workers.length < size ? started() : null);
      if (!worker) return;
      const { question, plan, answer } = waiting.shift();
      worker.answer = answer;
      worker.begun.then(() => worker.postMessage({ question: JSON.stringify(question), plan }));
    }
  }

  return {
    size,
    /** The answer to a question about a plan. */
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
