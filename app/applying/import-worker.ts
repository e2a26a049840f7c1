import { parentPort, workerData } from "node:worker_threads";
import { beginHere, readHere, type TableToBegin, type TableToRead } from "./import-reading.ts";

// The other side of import-reading.server.ts: reads the one table it was started with, and ends.
const task = workerData as TableToBegin | TableToRead;
parentPort?.postMessage({ result: "begin" in task ? beginHere(task.begin) : readHere(task.read) });
