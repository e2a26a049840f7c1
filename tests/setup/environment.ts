import { setEnv } from "~/platform/env.server";

/** A master key for tests alone. */
export const testMasterKey = "7e57".repeat(16);

/** Gives this worker the environment that tests run in; `changes` go on top of it. */
export function useTestEnvironment(changes: Partial<NodeJS.ProcessEnv> = {}): void {
  setEnv({ NODE_ENV: "test", ELF_MASTER_KEY: testMasterKey, LOG_LEVEL: "silent", ...changes });
}
