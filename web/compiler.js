// The compiler of scenarios for the page, in a worker of its own: fetched when a scenario is opened whose plan was not made with
// the page. crates/compiler is the program; what it says when it cannot start is what web/src/compiler.rs reads.
import init from './brownout-compiler.js';
import { compile } from './program.js';

try {
  const url = new URL('brownout-compiler_bg.wasm', import.meta.url);
  await init({ module_or_path: await compile(url, fetch(url)) });
} catch (error) {
  postMessage(String(error));
}
