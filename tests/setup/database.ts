import { afterAll, beforeAll } from "vitest";
import { openDatabase, useDatabase, type DatabaseHandle } from "~/platform/database.server";
import { setClock } from "~/platform/clock.server";
import { startJobs, stopJobs } from "~/platform/jobs.server";
import { locales } from "~/platform/locale/locales";
import { translator, useCatalogue } from "~/platform/locale/request.server";
import { embeddedTemplate } from "~/platform/migrate.server";
import { jobKinds } from "~/jobs.server";
import { catalogue } from "~/words";
import { createOwnDatabase, testsUsePostgres, type OwnDatabase } from "./databases";
import { useTestEnvironment } from "./environment";

/**
 * Gives the tests of this file a migrated, empty database of their own, the test environment and the app's words.
 * Call it once, at the top of the file. With `jobs: true` the job queue is there to be sent to (no job is run);
 * otherwise letters wait in the outbox and nothing else happens.
 */
export function withTestDatabase(options: { jobs?: boolean } = {}): void {
  let own: OwnDatabase | undefined;
  let handle: DatabaseHandle | undefined;
  let before: NodeJS.ProcessEnv;

  beforeAll(async () => {
    before = { ...process.env };
    useTestEnvironment();
    useCatalogue(catalogue);
    wantEveryValue();
    if (testsUsePostgres()) {
      own = await createOwnDatabase();
      handle = await openDatabase(own.url, { poolSize: 8 });
    } else {
      handle = await openDatabase("pglite://memory", { template: await embeddedTemplate() });
    }
    useDatabase(handle);
    if (options.jobs) await startJobs(jobKinds, { work: false });
  });

  afterAll(async () => {
    setClock(undefined);
    if (options.jobs) await stopJobs();
    await handle?.close();
    await own?.drop();
    // What a file set in the environment is not the next one's: they share a worker.
    for (const name of Object.keys(process.env))
      if (!(name in before)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
    useTestEnvironment();
  });
}

/** A sentence that is not given one of its values stands on the page as "{{count}}": here, asking for it fails. */
function wantEveryValue(): void {
  for (const locale of locales) {
    const { options } = translator(locale).services.interpolator as unknown as { options: object };
    const missingInterpolationHandler = (sentence: string, [name]: string[]) => {
      throw new Error(`Nothing is said for ${name} in "${sentence}".`);
    };
    Object.assign(options, { missingInterpolationHandler });
  }
}
