// A worker that plays: loads the page's own program, which draws nothing where there is no window, and answers one
// question after the other. The first message says where the loader is and brings the compiled program and, where that
// is a part of its own, what plays.

let ready = null;

async function load({ js, wasm, author }) {
  const module = await import(js);
  const exports = await module.default({ module_or_path: wasm });
  if (author) {
    const { runs } = await import(new URL('../parts.js', import.meta.url));
    runs(exports, { author: { programs: author } });
  }
  return module;
}

self.onmessage = async ({ data }) => {
  if (data.js) {
    ready = load(data);
    return;
  }
  try {
    const module = await ready;
    self.postMessage(await module.brownoutWorth(data.question, data.plan));
  } catch (error) {
    // Neither half a program nor one that trapped is asked again.
    self.postMessage({ failed: String(error.message ?? error) });
  }
};
