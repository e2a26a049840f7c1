import { describe, expect, test } from "vitest";
import { formLimit, isCleanText, readForm, readJson } from "~/platform/http/body.server";

const address = "http://127.0.0.1/somewhere";

function formRequest(
  body: BodyInit,
  type = "application/x-www-form-urlencoded",
  headers: Record<string, string> = {},
): Request {
  return new Request(address, { method: "POST", body, headers: { "Content-Type": type, ...headers } });
}

function jsonRequest(body: BodyInit, headers: Record<string, string> = {}): Request {
  return new Request(address, {
    method: "POST",
    body,
    headers: { "Content-Type": "application/json", ...headers },
    duplex: "half",
  });
}

/** A body that comes in pieces, so that nothing says beforehand how long it is. */
function inPieces(
  total: number,
  piece = "x".repeat(16_384),
  start = "",
): { stream: ReadableStream<Uint8Array>; sent: () => number } {
  let sent = 0;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      if (start) controller.enqueue(new TextEncoder().encode(start));
    },
    pull(controller) {
      if (sent >= total) {
        controller.close();
        return;
      }
      sent += piece.length;
      controller.enqueue(new TextEncoder().encode(piece));
    },
  });
  return { stream, sent: () => sent };
}

function streamed(stream: ReadableStream, type: string): Request {
  return new Request(address, {
    method: "POST",
    body: stream,
    headers: { "Content-Type": type },
    duplex: "half",
  });
}

async function refusalOf(reading: Promise<unknown>): Promise<[number, string]> {
  const thrown: unknown = await reading.then(
    (value) => {
      throw new Error(`It was taken: ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
  if (!(thrown instanceof Response)) throw thrown;
  return [thrown.status, ((await thrown.json()) as { refusal: string }).refusal];
}

describe("readForm", () => {
  test("reads what a page sends, in either encoding", async () => {
    const plain = await readForm(formRequest("name=%D0%90%D0%B9%D0%B0&skills=a&skills=b&empty="));
    expect([plain.get("name"), plain.getAll("skills"), plain.get("empty")]).toEqual(["Айа", ["a", "b"], ""]);
    const multipart = new FormData();
    multipart.set("name", "Ая");
    const read = await readForm(new Request(address, { method: "POST", body: multipart }));
    expect(read.get("name")).toBe("Ая");
  });

  test("reads a file where one is allowed", async () => {
    const sent = new FormData();
    sent.set("cv", new File(["%PDF-1.7"], "cv.pdf", { type: "application/pdf" }));
    const read = await readForm(new Request(address, { method: "POST", body: sent }), {
      limit: 1_000_000,
      maxFileSize: 500_000,
    });
    const file = read.get("cv");
    expect(file instanceof File && (await file.text())).toBe("%PDF-1.7");
  });

  test.each([
    ["application/json", '{"a":1}'],
    ["text/plain", "a=1"],
    ["application/octet-stream", "a=1"],
    ["", "a=1"],
  ])("refuses a body of type %j", async (type, body) => {
    const request = formRequest(body, type || "x/x");
    if (!type) request.headers.delete("Content-Type");
    expect(await refusalOf(readForm(request))).toEqual([415, "not-a-form"]);
  });

  test("marks NUL in values, and refuses it in names and in passwords", async () => {
    expect((await readForm(formRequest("name=a%00b&other=fine"))).get("name")).toBe("a\uFFFDb");
    for (const body of ["password=a%00b", "na%00me=a"])
      expect(await refusalOf(readForm(formRequest(body)))).toEqual([400, "bad-characters"]);
    expect(isCleanText("a\u{1F304}б")).toBe(true);
    expect(isCleanText("a\uD83C")).toBe(false);
    expect(isCleanText("\0")).toBe(false);
  });

  test("refuses what says beforehand that it is too large", async () => {
    const request = formRequest("a=1", undefined, { "Content-Length": String(formLimit + 1) });
    expect(await refusalOf(readForm(request))).toEqual([413, "too-large"]);
  });

  test("refuses what turns out to be too large, without reading it to its end", async () => {
    const { stream, sent } = inPieces(50 * formLimit, undefined, "a=");
    expect(await refusalOf(readForm(streamed(stream, "application/x-www-form-urlencoded")))).toEqual([
      413,
      "too-large",
    ]);
    expect(sent()).toBeLessThan(10 * formLimit);
  });

  test("refuses a large multipart body, and a file where none is allowed", async () => {
    const part = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n';
    const { stream, sent } = inPieces(50 * formLimit, undefined, part);
    expect(await refusalOf(readForm(streamed(stream, "multipart/form-data; boundary=b")))).toEqual([
      413,
      "too-large",
    ]);
    expect(sent()).toBeLessThan(10 * formLimit);
    const sneaky = new FormData();
    sneaky.set("cv", new File(["x".repeat(1000)], "cv.pdf"));
    expect(await refusalOf(readForm(new Request(address, { method: "POST", body: sneaky })))).toEqual([
      413,
      "too-large",
    ]);
  });

  test.each([
    ["no boundary", "multipart/form-data", "--b\r\n\r\n--b--"],
    [
      "another boundary",
      "multipart/form-data; boundary=c",
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--b--\r\n',
    ],
    [
      "an end that is missing",
      "multipart/form-data; boundary=b",
      '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1',
    ],
    ["nothing at all", "multipart/form-data; boundary=b", ""],
  ])("refuses multipart with %s", async (_, type, body) => {
    expect(await refusalOf(readForm(formRequest(body, type)))).toEqual([400, "form-unreadable"]);
  });

  test("refuses thousands of parts", async () => {
    const parts = Array.from(
      { length: 2500 },
      () => '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n',
    ).join("");
    const [status] = await refusalOf(
      readForm(formRequest(`${parts}--b--\r\n`, "multipart/form-data; boundary=b")),
    );
    expect([400, 413]).toContain(status);
  });
});

describe("readJson", () => {
  test("reads what a script sends", async () => {
    expect(await readJson(jsonRequest('{"section":"about","answers":{"a":["б"]}}'))).toEqual({
      section: "about",
      answers: { a: ["б"] },
    });
    expect(
      await readJson(jsonRequest('"[[[[[[[[[[[["', { "Content-Type": "application/json; charset=utf-8" })),
    ).toBe("[[[[[[[[[[[[");
  });

  test("refuses another type", async () => {
    expect(await refusalOf(readJson(jsonRequest("{}", { "Content-Type": "text/plain" })))).toEqual([
      415,
      "not-json",
    ]);
  });

  test.each(["", "{", "{'a':1}", "undefined", '{"a":1}}', "\u0000"])("refuses %j", async (text) => {
    expect(await refusalOf(readJson(jsonRequest(text)))).toEqual([400, "json-unreadable"]);
  });

  test("refuses a bomb of brackets without parsing it", async () => {
    const started = performance.now();
    expect(await refusalOf(readJson(jsonRequest("[".repeat(200_000))))).toEqual([400, "json-too-deep"]);
    expect(await refusalOf(readJson(jsonRequest('{"a":'.repeat(40_000))))).toEqual([400, "json-too-deep"]);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  test("marks NUL and half characters wherever they hide", async () => {
    for (const [text, read] of [
      ['{"a":"\\u0000b"}', { a: "\uFFFDb" }],
      ['[{"a":["\\ud83c"]}]', [{ a: ["\uFFFD"] }]],
    ] as const)
      expect(await readJson(jsonRequest(text))).toEqual(read);
  });

  test("refuses what is too large, said beforehand or not", async () => {
    expect(await refusalOf(readJson(jsonRequest("{}", { "Content-Length": String(formLimit + 1) })))).toEqual(
      [413, "too-large"],
    );
    const { stream, sent } = inPieces(50 * formLimit, undefined, '"');
    expect(await refusalOf(readJson(streamed(stream, "application/json")))).toEqual([413, "too-large"]);
    expect(sent()).toBeLessThan(3 * formLimit);
  });
});
