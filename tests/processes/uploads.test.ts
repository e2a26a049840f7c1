import { randomBytes } from "node:crypto";
import { request as httpRequest } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { PDFDocument } from "@cantoo/pdf-lib";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { files, uploadParts, uploads } from "#db/schema";
import { database } from "~/platform/database.server";
import { getKey, unsealBytes } from "~/platform/vault.server";
import { anApplication } from "../factories/applications";
import { aPerson, type Person } from "../factories/people";
import { createOwnDatabase, testsUsePostgres, type OwnDatabase } from "../setup/databases";
import { cookieOf } from "../setup/request";
import { inDatabase, startApp, type RunningApp } from "../setup/server";

describe.skipIf(!testsUsePostgres())("an upload that begins in one process and ends in another", () => {
  let own: OwnDatabase;
  let apps: RunningApp[] = [];
  let person: Person;
  let cookie: string;
  let pdf: Buffer;
  beforeAll(async () => {
    const document = await PDFDocument.create();
    document.addPage().drawText("What I did");
    await document.attach(randomBytes(1_200_000), "noise.bin");
    pdf = Buffer.from(await document.save());
    own = await createOwnDatabase();
    await inDatabase(own.url, async () => {
      person = await aPerson();
      cookie = await cookieOf(person);
      await anApplication({ person });
    });
    apps = await Promise.all([1, 2].map(() => startApp({ database: own.url, smtp: null })));
  });
  afterAll(async () => {
    await Promise.all(apps.map((app) => app.stop()));
    await own.drop();
  });

  const ask = (
    app: RunningApp,
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: Buffer,
  ) =>
    fetch(`${app.origin}${path}`, {
      method,
      redirect: "manual",
      headers: { Cookie: cookie, Origin: app.origin, "Tus-Resumable": "1.0.0", ...headers },
      ...(body ? { body: new Uint8Array(body) } : {}),
    });
  const metadata = `filename ${btoa("cv.pdf")},question ${btoa("cv")}`;
  const piece = (offset: number) => ({
    "Content-Type": "application/offset+octet-stream",
    "Upload-Offset": String(offset),
  });
  const apart = () => {
    const [first, second] = apps;
    if (!first || !second) throw new Error("Two processes are needed.");
    return { first, second };
  };

  test("goes on where it was when the first is killed in the middle of a piece", async () => {
    const { first, second } = apart();
    const begun = await ask(first, "POST", "/application/uploads", {
      "Upload-Length": String(pdf.length),
      "Upload-Metadata": metadata,
    });
    expect(begun.status).toBe(201);
    const path = begun.headers.get("Location") ?? "";
    expect(path.startsWith("/application/uploads/")).toBe(true);

    // Two thirds of it are on their way, slowly, when the process dies.
    const sending = httpRequest(`${first.origin}${path}`, {
      method: "PATCH",
      headers: {
        Cookie: cookie,
        Origin: first.origin,
        "Tus-Resumable": "1.0.0",
        "Content-Length": String(pdf.length),
        ...piece(0),
      },
    });
    sending.on("error", () => {});
    sending.write(pdf.subarray(0, 800_000));
    await wait(1500);
    process.kill(first.pid, "SIGKILL");
    await wait(200);
    sending.destroy();

    const asked = await ask(second, "HEAD", path, {});
    const offset = Number(asked.headers.get("Upload-Offset"));
    expect(offset).toBeGreaterThan(500_000);
    expect(offset).toBeLessThanOrEqual(800_000);
    const id = path.split("/").at(-1) ?? "";
    await inDatabase(own.url, async () => {
      const key = await getKey(database(), person.id);
      const parts = await database()
        .select()
        .from(uploadParts)
        .where(eq(uploadParts.uploadId, id))
        .orderBy(uploadParts.offset);
      const arrived = Buffer.concat(parts.map(({ content }) => unsealBytes(key, "upload.part", content)));
      expect(arrived.equals(pdf.subarray(0, offset))).toBe(true);
    });
    const rest = await ask(second, "PATCH", path, piece(offset), pdf.subarray(offset));
    expect(rest.status).toBe(204);
    await inDatabase(own.url, async () => {
      const kept = await database().select().from(files).where(eq(files.personId, person.id));
      expect(kept).toHaveLength(1);
      expect(await database().select().from(uploads)).toHaveLength(1);
      expect(await database().select().from(uploadParts)).toEqual([]);
    });
  });
});
