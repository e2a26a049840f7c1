import { embeddedTemplate } from "~/platform/migrate.server";
import { useTestEnvironment } from "./environment";

/** Makes the migrated embedded database that every test's own is copied from, unless an earlier run has left it. */
export async function setup(): Promise<void> {
  useTestEnvironment();
  await embeddedTemplate();
}
