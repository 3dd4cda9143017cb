// A worker that plays: loads the page's own program, which draws nothing where there is no window, and answers one
// question after the other. The first message says where the loader is and brings the compiled program.

let ready = null;

async function load({ js, wasm }) {
  const module = await import(js);
  await module.default({ module_or_path: wasm });
  return module;
}

self.onmessage = async ({ data }) => {
  if (data.js) {
    ready = load(data);
    return;
  }
  try {
    const module = await ready;
    self.postMessage(module.brownoutWorth(data.question, data.plan));
  } catch (error) {
    self.postMessage(JSON.stringify({ why: `The players could not be started: ${error.message ?? error}` }));
  }
};
