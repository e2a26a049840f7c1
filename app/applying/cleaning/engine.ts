import type { WrappedPdfiumModule } from "@embedpdf/pdfium";

/** What Emscripten brings beside PDFium's functions: the package names it by types that it doesn't bring along. */
interface Runtime {
  /** Gives the engine a function to call, by its signature: a letter for what it returns and for each argument. */
  addFunction: (run: (...args: number[]) => unknown, signature: string) => number;
  UTF8ToString: (at: number) => string;
}

/** PDFium, the engine of Chromium, in WebAssembly: it reaches nothing but the memory it is given. */
export interface Engine {
  pdfium: WrappedPdfiumModule;
  runtime: Runtime;
  /** Copies bytes into the engine's memory; the number is where they lie. */
  put: (bytes: Uint8Array) => number;
  /** Bytes of the engine's memory, seen and not copied: they hold until the engine is asked for anything again. */
  see: (at: number, length: number) => Uint8Array;
}
