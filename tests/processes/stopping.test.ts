import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { openConnection } from "../setup/http";
import { startApp } from "../setup/server";

test("SIGTERM lets a slow request end, takes no new one, and ends with 0", async () => {
  const app = await startApp();
  const slow = openConnection(app.origin);
  const body = "email=nobody%40example.org";
  slow.write(
    `POST /recover HTTP/1.1\r\nHost: ${new URL(app.origin).host}\r\nOrigin: ${app.origin}\r\nContent-Type: application/x-www-form-urlencoded\r\n` +
      `Content-Length: ${body.length}\r\n\r\n${body.slice(0, 5)}`,
  );
  await wait(500);
  const stopped = app.stop();
  await wait(1000);
  const another = openConnection(app.origin);
  another.write(`GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n`);
  expect(await another.ended).toBe("");
  slow.write(body.slice(5));
  const answer = await slow.ended;
  expect(answer).toMatch(/^HTTP\/1\.1 (200|204|30[23])/);
  expect(await stopped).toBe(0);
});

test("SIGTERM cuts no kept connection over which a request is on its way, and tells each that it ends", async () => {
  const app = await startApp();
  const told: string[] = [];
  const lost: string[] = [];
  // Each asks again a moment after each answer, until it hears that the connection ends.
  const visitors = Array.from({ length: 20 }, async (_, index) => {
    const connection = openConnection(app.origin);
    for (let asked = 1; ; asked++) {
      connection.write(
        `GET /${index % 2 ? "privacy" : "login"} HTTP/1.1\r\nHost: ${new URL(app.origin).host}\r\n\r\n`,
      );
      const answers = () => connection.received().split("HTTP/1.1 200 ").length - 1;
      const isCut = connection.ended.then(() => true);
      while (answers() < asked && !(await Promise.race([isCut, wait(2, false)])));
      if (answers() < asked) return void lost.push(`visitor ${index}, request ${asked}`);
      const [last = ""] = connection.received().split("HTTP/1.1 200 ").slice(-1);
      if (/^connection: close/im.test(last)) {
        told.push(await connection.ended);
        return;
      }
      await wait(index * 5);
    }
  });
  await wait(400);
  const stopped = app.stop();
  await Promise.all(visitors);
  expect(lost).toEqual([]);
  expect(told).toHaveLength(20);
  expect(await stopped).toBe(0);
});

test("an idle server ends at once", async () => {
  const app = await startApp();
  await fetch(`${app.origin}/healthz`); // Leaves a kept-alive connection behind.
  const started = performance.now();
  expect(await app.stop()).toBe(0);
  expect(performance.now() - started).toBeLessThan(8000);
});
