// Fetches a program of the page and compiles it while it arrives. In a built site programs come packed (`.wasm.xz`, see
// xtask/src/shrink.rs): a quarter smaller than hosts send them compressed, and as small from a host that compresses nothing.
// Bundled by `cargo xtask scripts`; used by boot.js and parts.js. It does not know what it loads.

import { XzReadableStream } from 'xz-decompress';

/** The program that a request for `url` brings; `report` hears of the bytes: how many so far, of how many (0: unknown). */
export async function compile(url, request, report = () => {}) {
  const [response, path] = [await request, url.pathname];
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  const counted = response.body.pipeThrough(count(lengthOf(response), report));
  const bytes = path.endsWith('.xz') ? new XzReadableStream(counted) : counted;
  try {
    return await WebAssembly.compileStreaming(new Response(bytes, { headers: { 'content-type': 'application/wasm' } }));
  } catch (error) {
    throw new Error(`${path} could not be unpacked and compiled: ${error.message ?? error}`);
  }
}

/** Bytes to come; the length that a compressing host names says nothing about the bytes that arrive here. */
function lengthOf(response) {
  return response.headers.has('content-encoding') ? 0 : Number(response.headers.get('content-length'));
}

function count(total, report) {
  let done = 0;
  return new TransformStream({
    transform(chunk, out) {
      done += chunk.byteLength;
      report(done, total);
      out.enqueue(chunk);
    },
  });
}
