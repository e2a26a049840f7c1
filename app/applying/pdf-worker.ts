import { parentPort, workerData } from "node:worker_threads";
import { cleanPdfHere } from "./pdf-cleaning.ts";

// The other side of pdf.server.ts: cleans the one document it was started with, and ends.
const cleaned = await cleanPdfHere(workerData as Uint8Array);
parentPort?.postMessage(cleaned);
