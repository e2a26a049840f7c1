import type { ReactNode } from "react";
import { renderToReadableStream } from "react-dom/server.browser";

/** What a whole page came to: its UTF-8 bytes, and whether something in it failed on the way. */
export interface RenderedPage {
  bytes: Buffer<ArrayBuffer>;
  failed: boolean;
}

/** Bytes that one read may bring: the stream hands over pieces of 512, and reading each by itself takes longer. */
const mostAtOnce = 64 * 1024;

/**
 * Renders a page whole, waiting for everything that it waits for, `limit` milliseconds at most. Rejects where not even
 * the frame of the page could be rendered; what fails within it is told to `onError`, and `failed` is true.
 *
 * By React's stream for browsers: that for Node (react-dom 18.3.1, `renderToPipeableStream`) leaves zero bytes within
 * a page wherever a letter of several bytes does not fit into what is left of its buffer.
 */
export async function renderWhole(
  page: ReactNode,
  { nonce, limit, onError }: { nonce?: string; limit: number; onError: (error: unknown) => void },
): Promise<RenderedPage> {
  let failed = false;
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new Error(`The page was not rendered within ${limit} ms.`)),
    limit,
  );
  const rendering = renderToReadableStream(page, {
    ...(nonce === undefined ? {} : { nonce }),
    signal: late.signal,
    onError(error) {
      failed = true;
      onError(error);
    },
  }) as Promise<ReadableStream<Uint8Array> & { allReady: Promise<void> }>;
  // React 18 never answers for a page whose frame is given up.
  const givenUp = new Promise<never>((_, reject) =>
    late.signal.addEventListener("abort", () => setImmediate(reject, late.signal.reason)),
  );
  try {
    const stream = await Promise.race([rendering, givenUp]);
    await stream.allReady;
    return { bytes: await allBytes(stream), failed };
  } finally {
    clearTimeout(timer);
  }
}

async function allBytes(stream: ReadableStream<Uint8Array>): Promise<Buffer<ArrayBuffer>> {
  const reader = stream.getReader({ mode: "byob" });
  const pieces: Uint8Array[] = [];
  for (;;) {
    const { done, value } = await reader.read(new Uint8Array(mostAtOnce));
    if (done) return Buffer.concat(pieces);
    pieces.push(value);
  }
}
