import { describe, expect, test } from "vitest";
import { sniff } from "./taken";

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

describe("what a file is", () => {
  test.each([
    ["a JPEG", "\xff\xd8\xff\xe1..", "image/jpeg"],
    ["a PNG", "\x89PNG\r\n\x1a\n..", "image/png"],
    ["a PDF", "%PDF-1.4\n", "application/pdf"],
    ["a PDF behind a mail's header", "Content-Type: application/pdf\r\n\r\n%PDF-2.0", "application/pdf"],
    ["a PDF behind a byte order mark", "\xef\xbb\xbf%PDF-1.7", "application/pdf"],
    ["a PDF that begins with the last byte that counts", `${" ".repeat(1019)}%PDF-1.7`, "application/pdf"],
    ["one that begins later", `${" ".repeat(1020)}%PDF-1.7`, null],
    ["a picture with a PDF behind it", "\xff\xd8\xff\xe1 %PDF-1.7", "image/jpeg"],
    ["a program", "MZ\x90\0", null],
    ["a GIF", "GIF89a", null],
    ["the beginning of a mark", "%PD", null],
    ["nothing", "", null],
  ])("%s", (_, text, kind) => expect(sniff(bytes(text))).toBe(kind));
});
