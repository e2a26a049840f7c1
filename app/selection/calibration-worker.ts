import { parentPort, workerData } from "node:worker_threads";
import { calibratePanel, type TimedReading } from "./panel-figures.ts";

// The other side of calibrations.server.ts: calibrates the one panel it was started with, and ends.
const { readings, top } = workerData as { readings: TimedReading[]; top: number };
parentPort?.postMessage({ result: calibratePanel(readings, top) });
