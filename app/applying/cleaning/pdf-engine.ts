import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { init } from "@embedpdf/pdfium";
import type { Engine } from "./engine.ts";
import { offerFonts } from "./pdf-fonts.ts";

/** The most that the engine may hold at once, in bytes. Beyond it what it is doing fails, and the document is given up. */
const mostMemory = 128 * 1024 * 1024;
const wasmPage = 65_536;

/** Starts an engine: about 50 ms and 18 MB. What it does can't be ended but with the thread that it runs in. */
export async function startEngine(): Promise<Engine> {
  const wasm = await readFile(createRequire(import.meta.url).resolve("@embedpdf/pdfium/pdfium.wasm"));
  let buffer = () => new ArrayBuffer(0);
  const settings = {
    // What it has to say of a document may hold a person's words.
    print: () => {},
    printErr: () => {},
    instantiateWasm(imports: WebAssembly.Imports, ready: (instance: WebAssembly.Instance) => void) {
      void WebAssembly.instantiate(wasm, imports).then(({ instance }) => {
        const memory = instance.exports["memory"] as WebAssembly.Memory;
        buffer = () => memory.buffer;
        holdMemory(memory);
        ready(instance);
      });
      return {};
    },
  };
  const pdfium = await init(settings);
  const see = (at: number, length: number) => new Uint8Array(buffer(), at, length);
  const put = (bytes: Uint8Array) => {
    const at = pdfium.pdfium.wasmExports.malloc(bytes.length);
    if (at === 0) throw new RangeError("The engine has no room for these bytes.");
    see(at, bytes.length).set(bytes);
    return at;
  };
  const engine: Engine = { pdfium, runtime: pdfium.pdfium, put, see };
  pdfium.PDFiumExt_Init();
  offerFonts(engine);
  return engine;
}

/** Lets a memory grow to the bound and no further: the engine is told that there is none left, as by any machine. */
function holdMemory(memory: WebAssembly.Memory): void {
  const grow = memory.grow.bind(memory);
  memory.grow = (pages) => {
    if (memory.buffer.byteLength + pages * wasmPage > mostMemory) throw new RangeError("No more memory.");
    return grow(pages);
  };
}
