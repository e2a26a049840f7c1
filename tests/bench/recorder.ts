import crypto from "node:crypto";
import { syncBuiltinESMExports } from "node:module";
import { databaseHandle, useDatabase } from "~/platform/database.server";
import { env, setEnv } from "~/platform/env.server";
import { openMigratedDatabase } from "~/platform/migrate.server";
import { serve } from "~/serve.server";
import { loadBuild } from "~/start.server";
import { packParameter, type Recording, type RecordedSecret, type RecordedStatement } from "./recording";

/*
 * The built app, with an ear on it: writes down which statements it sends and which values it opens, so that the bare
 * server can be made to do the same work. Asked by messages: "take" answers with what was heard since the last one.
 */

let statements: RecordedStatement[] = [];
let secrets: RecordedSecret[] = [];

/** Every decipher tells, once it is final, what it was given. */
function listenToCrypto(): void {
  const original = crypto.createDecipheriv;
  const listening = (algorithm: string, key: crypto.KeyObject | Buffer, nonce: Buffer, options: unknown) => {
    const decipher = original(algorithm as "aes-256-gcm", key, nonce, options as never);
    const secret: RecordedSecret = {
      key: (key instanceof crypto.KeyObject ? key.export() : key).toString("base64"),
      nonce: nonce.toString("base64"),
      tag: "",
      purpose: "",
      body: "",
    };
    // Its three steps, as the vault takes them; anything else goes through unheard.
    const heard: Record<string, (bytes: Buffer) => void> = {
      setAAD: (purpose) => void (secret.purpose = purpose.toString("utf8")),
      setAuthTag: (tag) => void (secret.tag = tag.toString("base64")),
      update: (body) => {
        secret.body = body.toString("base64");
        secrets.push(secret);
      },
    };
    return new Proxy(decipher, {
      get(target, name) {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== "function") return value;
        return (...given: unknown[]): unknown => {
          if (given[0] instanceof Uint8Array) heard[String(name)]?.(Buffer.from(given[0]));
          return Reflect.apply(value, target, given);
        };
      },
    });
  };
  crypto.createDecipheriv = listening as typeof crypto.createDecipheriv;
  syncBuiltinESMExports();
}

function listenToDatabase(): void {
  const { driver } = databaseHandle();
  if (driver.kind !== "postgres") throw new Error("The benchmark runs on PostgreSQL.");
  driver.client.options.debug = (connection, text, parameters) => {
    statements.push({ connection, text, parameters: parameters.map(packParameter) });
  };
}

listenToCrypto();
setEnv({ NODE_ENV: "production" });
useDatabase(await openMigratedDatabase(env().DATABASE_URL));
listenToDatabase();
const running = await serve({ build: await loadBuild(), jobs: false });
process.on("message", (message) => {
  if (message === "take") {
    const recording: Recording = { statements, secrets };
    statements = [];
    secrets = [];
    process.send?.(recording);
  } else if (message === "stop") void running.close().then(() => process.exit(0));
});
// Whoever asked is gone: nobody will say "stop".
process.on("disconnect", () => process.exit(1));
process.send?.("ready");
