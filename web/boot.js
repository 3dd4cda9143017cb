// Starts the program, and speaks where it cannot: while it loads, where the browser is too old, and after a panic,
// when the wasm instance is dead. So nothing here may need wasm. It knows no rule of the game.
// It is a file, and everything it shows is built from DOM calls, because the page's CSP allows nothing inline.

const FLOOR = 'Chromium 123, Firefox 120 or Safari 17.5';
const QUIET_MS = 300; // a load that is over by then says nothing

const boot = document.getElementById('boot');

/** Shows a heading and paragraphs (nodes or text) in place of whatever stands there. */
function say(title, ...parts) {
  const heading = document.createElement('h1');
  heading.textContent = title;
  boot.replaceChildren(heading, ...parts.map((part) => (typeof part === 'string' ? make('p', part) : part)));
  document.body.replaceChildren(boot);
  document.body.classList.add('booting');
}

function make(name, text) {
  const element = document.createElement(name);
  element.textContent = text;
  return element;
}

function paragraphWithLink(before, label, href, after) {
  const link = make('a', label);
  link.href = href;
  const paragraph = make('p', before);
  paragraph.append(link, after);
  return paragraph;
}

// The stored choice, before the first frame; web/src/prefs.rs writes it. Storage may be forbidden.
try {
  const theme = localStorage.getItem('brownout.1.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch { /* as the system says */ }

// What only author mode loads. The program's own name goes with it, so that no cache mixes two versions.
window.brownoutAuthor = () => import(new URL(`editor/author.js?${program().js}`, document.baseURI));

/** The addresses of the program. */
function program() {
  return document.getElementById('app').dataset;
}

/** Whole addresses of several files. */
function urls(paths) {
  return paths.split(' ').map((path) => new URL(path, document.baseURI).href);
}

/** The last words: called by the panic hook, and for a trap that no hook saw (stack, memory). */
let stopped = false;
window.brownoutPanic = (message) => {
  if (stopped) return;
  stopped = true;
  const again = make('a', 'Open the run again');
  again.href = location.href;
  again.addEventListener('click', (event) => { event.preventDefault(); location.reload(); });
  const line = document.createElement('p');
  line.append(again, ' or ');
  const start = make('a', 'choose another scenario');
  start.href = location.pathname + location.search;
  start.addEventListener('click', (event) => { event.preventDefault(); location.hash = ''; location.reload(); });
  line.append(start, '.');
  say('The page has stopped',
    'A fault in the program itself ended it; your run is not lost. This link holds it:', make('pre', location.href),
    line, 'What happened, for a report:', make('pre', String(message)));
  document.title = 'The page has stopped - Brownout';
};
window.addEventListener('error', (event) => {
  if (isTrap(event.error)) window.brownoutPanic(inWords(event.error));
});

function isTrap(error) {
  return typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError;
}

/** An error's message and stack; the stack begins with the message in some engines only. */
function inWords(error) {
  const [message, stack] = [String(error), error.stack ?? ''];
  return stack.includes(message) ? stack : `${message}\n${stack}`;
}

/** "Loading" with a bar, once the load has taken long enough to wonder. */
function progressMessage() {
  const bar = document.createElement('progress');
  bar.setAttribute('aria-label', 'Loading');
  const text = make('p', '');
  const timer = setTimeout(() => say('Loading Brownout', bar, text), QUIET_MS);
  return {
    report(done, total) {
      if (total > 0) {
        bar.max = total;
        bar.value = done;
        text.textContent = `${Math.floor((done / total) * 100)}% of ${Math.ceil(total / 1024)} KB`;
      } else {
        text.textContent = `${Math.ceil(done / 1024)} KB so far`;
      }
    },
    end() { clearTimeout(timer); },
  };
}

async function start() {
  if (typeof WebAssembly !== 'object') {
    say('Brownout needs WebAssembly',
      'The simulation runs in this page as WebAssembly, and this browser has it missing or switched off.',
      `Allow it for this site, or open the page in ${FLOOR} or newer.`);
    return;
  }
  if (!CSS.supports('color', 'light-dark(red, red)')) {
    say('This browser is too old for Brownout', `Open the page in ${FLOOR} or newer.`);
    return;
  }
  const progress = progressMessage();
  try {
    const app = program();
    const [js, wasm, ...beside] = [app.js, app.wasm, 'program.js', 'parts.js'].map((path) => new URL(path, document.baseURI));
    const request = fetch(wasm);
    const scripts = [js, ...beside].map((script) => import(script));
    const [{ default: init }, { compile }, { runs, programs }] = await Promise.all([...scripts, request]);
    // Kept for workers, which then neither fetch nor compile it again.
    const parts = app.later && {
      later: { files: urls(app.later), styles: urls(app.style) },
      author: { files: urls(app.author), styles: urls(app.style) },
      desk: { files: urls(app.desk), styles: [] },
    };
    window.brownoutProgram = { js: js.href, wasm: await compile(wasm, request, progress.report), parts };
    window.brownoutPart = parts ? programs : async () => null;
    // From the first drawing on the page belongs to the program.
    const exports = await init({ module_or_path: window.brownoutProgram.wasm });
    progress.end();
    if (parts) runs(exports, parts);
    if (!stopped) {
      boot.remove();
      document.body.classList.remove('booting');
    }
  } catch (error) {
    progress.end();
    if (stopped) return;
    if (isTrap(error)) {
      window.brownoutPanic(inWords(error));
      return;
    }
    say('Brownout did not load', `${error.message ?? error}`,
      paragraphWithLink('Check the connection and ', 'reload the page', location.href, '.'));
    boot.querySelector('a').addEventListener('click', (event) => { event.preventDefault(); location.reload(); });
  }
}

await start();
