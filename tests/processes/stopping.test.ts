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
  await expect(fetch(`${app.origin}/healthz`)).rejects.toThrow();
  slow.write(body.slice(5));
  const answer = await slow.ended;
  expect(answer).toMatch(/^HTTP\/1\.1 (200|204|30[23])/);
  expect(await stopped).toBe(0);
});

test("an idle server ends at once", async () => {
  const app = await startApp();
  await fetch(`${app.origin}/healthz`); // Leaves a kept-alive connection behind.
  const started = performance.now();
  expect(await app.stop()).toBe(0);
  expect(performance.now() - started).toBeLessThan(8000);
});
