import { parentPort, workerData } from "node:worker_threads";
import { cleanPdfHere } from "./pdf-cleaning.ts";

// The other side of pdf.server.ts: cleans the one document it was started with, and ends.
const { bytes, size } = workerData as { bytes: Uint8Array; size: number };
const cleaned = await cleanPdfHere(bytes, size);
parentPort?.postMessage(cleaned, cleaned.ok ? [cleaned.bytes.buffer as ArrayBuffer] : []);
