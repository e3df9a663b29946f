/**
 * The bytes of a PDF, asked for a part at a time.
 *
 * PDF.js by itself begins with the whole file and breaks off once it knows its length; by then some
 * megabytes are on their way. Here the length is asked for alone, then only what a page needs.
 */

/** Return where PDF.js takes the file at an address from; onFailed(error) is told what went wrong. */
export async function ranges(library, address, onFailed) {
  const head = await fetch(address, { method: "HEAD" });
  const length = Number(head.headers.get("Content-Length"));
  if (!head.ok || !length) throw new Error(`${address}: ${head.status}, ${length} bytes`);

  async function part(from, to) {
    const response = await fetch(address, { headers: { Range: `bytes=${from}-${to - 1}` } });
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    const bytes = new Uint8Array(await response.arrayBuffer());
    return response.status === 206 ? bytes : bytes.slice(from, to); // a browser may hand on the whole
  }

  const source = new library.PDFDataRangeTransport(length, null);
  source.requestDataRange = (from, to) => {
    part(from, to)
      .catch(() => part(from, to)) // a network that was away for a moment
      .then((bytes) => source.onDataRange(from, bytes))
      .catch(onFailed);
  };
  return source;
}
