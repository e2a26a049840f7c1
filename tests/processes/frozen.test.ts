import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anApplication } from "../factories/applications";
import { anEdition } from "../factories/editions";
import { aPerson } from "../factories/people";
import { createOwnDatabase, testsUsePostgres, type OwnDatabase } from "../setup/databases";
import { ask } from "../setup/http";
import { cookieOf } from "../setup/request";
import { inDatabase, startApp, type RunningApp } from "../setup/server";
import { startMailServer, type MailServer } from "../setup/smtp";

/** A way to the database that can fall silent, as a frozen server does: connections stay, nothing comes back. */
async function silenceable(url: string): Promise<{ url: string; silence(on: boolean): void; close(): void }> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let isSilent = false;
  const held: (() => void)[] = [];
  const server: Server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    const join = (from: Socket, to: Socket) => {
      sockets.add(from);
      from.on("data", (chunk) => {
        if (isSilent) held.push(() => to.write(chunk));
        else to.write(chunk);
      });
      from.on("error", () => {});
      from.on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    };
    join(near, far);
    join(far, near);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String((server.address() as AddressInfo).port);
  return {
    url: through.href,
    silence(on) {
      isSilent = on;
      if (!on) for (const speak of held.splice(0)) speak();
    },
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}

describe.skipIf(!testsUsePostgres())("a database that falls silent", () => {
  let own: OwnDatabase;
  let smtp: MailServer;
  let way: Awaited<ReturnType<typeof silenceable>>;
  let app: RunningApp;
  let cookie: string;
  beforeAll(async () => {
    [own, smtp] = await Promise.all([createOwnDatabase(), startMailServer()]);
    await inDatabase(own.url, async () => {
      const person = await aPerson();
      await anApplication({ edition: await anEdition(), person });
      cookie = await cookieOf(person);
    });
    way = await silenceable(own.url);
    app = await startApp({ database: way.url, smtp });
  });
  afterAll(async () => {
    way.silence(false);
    await app.stop();
    way.close();
    await smtp.close();
    await own.drop();
  });

  test("is told within five seconds in a calm page, and forgotten once it speaks again", async () => {
    const look = () => ask(app.origin, "/application", { headers: { cookie } });
    expect((await look()).status).toBe(200);
    way.silence(true);
    // Five seconds on an idle machine; a busy one is allowed its own slowness, but not to wait for the statement to end.
    const started = Date.now();
    const answers = await Promise.all([look(), look(), look()]);
    expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
    expect(Date.now() - started).toBeLessThan(9000);
    expect(answers[0].headers.get("Retry-After")).toBe("30");
    expect(answers[0].headers.get("Content-Security-Policy")).toContain("nonce-");
    way.silence(false);
    await expect.poll(async () => (await look()).status, { timeout: 20_000 }).toBe(200);
  });
});
