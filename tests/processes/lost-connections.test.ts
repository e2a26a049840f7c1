import { connect, createServer, type AddressInfo, type Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { anApplication } from "../factories/applications";
import { anEdition } from "../factories/editions";
import { aPerson } from "../factories/people";
import { createOwnDatabase, testsUsePostgres, type OwnDatabase } from "../setup/databases";
import { ask } from "../setup/http";
import { cookieOf } from "../setup/request";
import { inDatabase, startApp, type RunningApp } from "../setup/server";

/** A way to the database that can be cut: every connection over it at once, without a farewell. */
async function cuttable(url: string): Promise<{ url: string; cut(): number; close(): void }> {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname);
    near.pipe(far);
    far.pipe(near);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const through = new URL(url);
  through.hostname = "127.0.0.1";
  through.port = String((server.address() as AddressInfo).port);
  const cut = () => {
    const count = sockets.size;
    for (const socket of sockets) socket.resetAndDestroy();
    return count;
  };
  return {
    url: through.href,
    cut,
    close() {
      cut();
      server.close();
    },
  };
}

describe.skipIf(!testsUsePostgres())("a connection to the database that is lost", { timeout: 60_000 }, () => {
  let own: OwnDatabase;
  let way: Awaited<ReturnType<typeof cuttable>>;
  let app: RunningApp;
  let cookie: string;
  let server: postgres.Sql;
  beforeAll(async () => {
    own = await createOwnDatabase();
    await inDatabase(own.url, async () => {
      const person = await aPerson();
      await anApplication({ edition: await anEdition(), person });
      cookie = await cookieOf(person);
    });
    way = await cuttable(own.url);
    app = await startApp({ database: way.url, smtp: null });
    server = postgres(own.url, { max: 1, onnotice: () => {} });
  });
  afterAll(async () => {
    await app.stop();
    await server.end();
    way.close();
    await own.drop();
  });

  const ways: [string, () => Promise<number>][] = [
    ["by a server that ends its processes", terminate],
    ["by a network that cuts it", () => Promise.resolve(way.cut())],
  ];
  async function terminate(): Promise<number> {
    const rows = await server`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid()`;
    return rows.length;
  }

  test.each(ways)(
    "%s, fifty times under requests, ends neither the process nor an answer",
    async (_how, lose) => {
      const seen = new Set<string>();
      let isOver = false;
      const saved = new URLSearchParams({ name: "Somebody", locale: "en", zone: "Asia/Bishkek" }).toString();
      const asked: [string, string | undefined][] = [
        ["/application", undefined],
        ["/account", undefined],
        ["/account", saved],
      ];
      const visitors = Array.from({ length: 9 }, async (_, index) => {
        const [path, body] = asked[index % 3] ?? ["/"];
        while (!isOver) {
          const { status } = await ask(app.origin, path, { cookie, ...(body ? { body } : {}) });
          seen.add(`${body ? "save" : "look"} ${status}`);
        }
      });
      let lost = 0;
      for (let round = 0; round < 50; round++) {
        await wait(20 + (round % 7) * 20);
        lost += await lose();
      }
      isOver = true;
      await Promise.all(visitors);
      expect(lost).toBeGreaterThan(50);
      expect([...seen].sort()).toEqual(["look 200", "look 503", "save 302", "save 503"]);
      await expect
        .poll(
          async () =>
            (
              await Promise.all(Array.from({ length: 12 }, () => ask(app.origin, "/application", { cookie })))
            ).map(({ status }) => status),
          { timeout: 10_000 },
        )
        .toEqual(Array(12).fill(200));
      expect((await fetch(`${app.origin}/readyz`)).status).toBe(200);
    },
  );
});
