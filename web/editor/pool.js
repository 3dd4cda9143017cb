// A few workers that answer questions about a text. Each loads the program once; the module is compiled once for all.

const MOST = 4;

/** The workers; none is started before the first question. */
export function makePool() {
  const size = Math.max(1, Math.min((navigator.hardwareConcurrency || 2) - 1, MOST));
  const workers = [];
  const idle = [];
  const waiting = [];

  function started() {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { type: 'module' });
    worker.answer = null;
    worker.onmessage = (event) => {
      const { answer } = worker;
      worker.answer = null;
      idle.push(worker);
      answer?.(event.data === null ? null : JSON.parse(event.data));
      turn();
    };
    worker.onerror = () => {
      const { answer } = worker;
      worker.answer = null;
      answer?.(null);
    };
    workers.push(worker);
    worker.postMessage(program());
    return worker;
  }

  function turn() {
    while (waiting.length > 0) {
      const worker = idle.pop() ?? (workers.length < size ? started() : null);
      if (!worker) return;
      const { question, answer } = waiting.shift();
      worker.answer = answer;
      worker.postMessage(JSON.stringify(question));
    }
  }

  return {
    size,
    ask: (question) => new Promise((answer) => {
      waiting.push({ question, answer });
      turn();
    }),
    end() {
      waiting.length = 0;
      for (const worker of workers) worker.terminate();
    },
  };
}

/** Where the program is. */
function program() {
  const { js, wasm } = document.getElementById('app').dataset;
  return { js: new URL(js, document.baseURI).href, wasm: new URL(wasm, document.baseURI).href, base: document.baseURI };
}
