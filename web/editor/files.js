// Files: in by a drop or a choice, out by a download.

import { h } from './dom.js';

/** Longest file that is opened; the engine takes no longer text. */
const BYTES_MOST = 1024 * 1024;

/** Browsers read the file behind an address when they get round to it. */
const OUT_MS = 40_000;

/** What the file of a run is called. */
const RUN = /\.json$/i;

/** Opens what is dropped on `main`. */
export function asFiles(main, desk) {
  const over = (event) => {
    if (![...(event.dataTransfer?.types ?? [])].includes('Files')) return;
    event.preventDefault();
    main.classList.add('is-over');
  };
  const leave = () => main.classList.remove('is-over');
  const drop = (event) => {
    leave();
    const file = event.dataTransfer?.files?.[0];
    if (!file) return;
    event.preventDefault();
    if (!RUN.test(file.name)) {
      openFile(file, desk);
      return;
    }
    // The page opens it: its reader listens at the window, but the editor would take the text before.
    event.stopPropagation();
    window.dispatchEvent(new DragEvent('drop', { dataTransfer: event.dataTransfer, cancelable: true }));
  };
  main.addEventListener('dragover', over);
  main.addEventListener('dragleave', leave);
  // Before the editor takes a file's text into its own.
  main.addEventListener('drop', drop, true);
  return {
    end() {
      main.removeEventListener('dragover', over);
      main.removeEventListener('dragleave', leave);
      main.removeEventListener('drop', drop, true);
    },
  };
}

/** Opens a file as a text of its own, or says why not. */
export async function openFile(file, desk) {
  if (file.size > BYTES_MOST) {
    desk.complain(`${file.name}: The file is too long for a scenario: ${file.size} bytes, at most ${BYTES_MOST}.`);
    return;
  }
  let text;
  try {
    // `file.text()` would put other characters in the place of what is damaged, and say nothing.
    text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer());
  } catch (error) {
    desk.complain(`${file.name}: ${error instanceof TypeError ? 'The file is no text in UTF-8. Save it as UTF-8.' : 'The browser could not read the file.'}`);
    return;
  }
  desk.open({ path: named(file.name), text, origin: file.name });
  desk.drafts.later();
  desk.say(`${file.name} is open.`);
  desk.focus();
}

/** A choice of a file. */
export function chooser(desk, then) {
  return h('input', {
    type: 'file',
    accept: '.yaml,.yml,text/yaml',
    onchange(event) {
      const file = event.target.files[0];
      if (file) openFile(file, desk);
      then();
    },
  });
}

/** Gives the text out as a file. */
export function download(path, text) {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/yaml' }));
  const link = h('a', { href: url, download: path.split('/').pop() });
  // Only what is in the document can be pressed in every browser, and beside a modal dialog nothing else can.
  (document.querySelector('dialog[open]') ?? document.body).append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), OUT_MS);
}

/** A file's name as the engine takes it. */
function named(name) {
  return /\.ya?ml$/i.test(name) ? name.replace(/\.ya?ml$/i, '.yaml') : `${name}.yaml`;
}
