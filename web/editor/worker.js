// A worker that plays: loads the page's own program, which draws nothing where there is no window, and answers one
// question after the other. The first message says where the program is.

let ready = null;
let base = '';
const packs = new Map();

/** The texts of a pack, as the page fetches them. */
function pack(name) {
  if (!packs.has(name)) packs.set(name, fetch(new URL(`packs/${name}.json`, base)).then((response) => response.text()));
  return packs.get(name);
}

async function load(program) {
  base = program.base;
  const module = await import(program.js);
  await module.default({ module_or_path: program.wasm });
  return module;
}

self.onmessage = async (event) => {
  if (typeof event.data !== 'string') {
    ready = load(event.data);
    return;
  }
  try {
    const module = await ready;
    const question = JSON.parse(event.data);
    self.postMessage(module.brownoutWorth(event.data, await pack(question.open.pack)));
  } catch (error) {
    self.postMessage(JSON.stringify({ why: `The players could not be started: ${error.message ?? error}` }));
  }
};
