import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { ServerBuild } from "@remix-run/node";
import type { RunningServer } from "./serve.server";

/** The Remix server build that `npm run build` has made. */
export async function loadBuild(): Promise<ServerBuild> {
  const file = resolve("build/server/index.js");
  if (!existsSync(file)) throw new Error("The app has not been built yet: npm run build");
  return (await import(pathToFileURL(file).href)) as ServerBuild;
}

/** SIGTERM and SIGINT finish what was accepted; a second signal stops at once. */
export function stopOnSignal(running: RunningServer, also: () => Promise<void> = async () => {}): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    Promise.all([running.close(), also()]).then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}
