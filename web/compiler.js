// The compiler of scenarios for the page, in a worker of its own: started when a scenario is opened whose plan was not made with the
// page. It is the page's own program, which draws nothing where there is no window, and a part of it (web/src/desk.rs). The first
// message brings the program; what is said when it cannot start is what web/src/compiler.rs reads.

import { ahead, runs } from './parts.js';

self.onmessage = async ({ data: { js, wasm, parts } }) => {
  try {
    if (parts) ahead(parts.desk);
    const program = await import(js);
    const exports = await program.default({ module_or_path: wasm });
    if (parts) runs(exports, parts);
    await program.brownoutCompiler();
  } catch (error) {
    postMessage(String(error.message ?? error));
  }
};
