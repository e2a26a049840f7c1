import { parseFormData } from "@remix-run/form-data-parser";

/** Bytes a form without a file may have: the whole application form in Cyrillic is below 64 KB. */
export const formLimit = 256 * 1024;

/** A response that refuses a request in a sentence a person can act on; the error page shows it. */
export function refuse(
  status: 400 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503,
  reason: string,
): Response {
  return new Response(JSON.stringify({ refusal: reason }), {
    status,
    headers: { "Content-Type": "application/json" },
  });
}

/** What one may not see and what is not there are the same. */
export function notFound(): Response {
  return refuse(404, "not-found");
}

/** Whether what a page says leaves with its answer, and is read: of HEAD only the headers do. */
export function sendsBody(request: Request): boolean {
  return request.method !== "HEAD";
}

/**
 * Reads a form, with the limits that every form has: bytes are counted while they arrive (so a false Content-Length
 * does not help), names are well-formed text without NUL, and so become values: what no text can hold stands as U+FFFD,
 * which every form refuses at its field (see `parseForm`), so that nothing else that was typed is lost. A password
 * is not changed, but refused. Throws a 4xx {@link refuse}.
 */
export async function readForm(
  request: Request,
  options: { limit?: number; maxFileSize?: number } = {},
): Promise<FormData> {
  const maxTotalSize = options.limit ?? formLimit;
  if (
    !/^(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(
      request.headers.get("Content-Type") ?? "",
    )
  )
    throw refuse(415, "not-a-form");
  if (Number(request.headers.get("Content-Length") ?? 0) > maxTotalSize) throw refuse(413, "too-large");
  let form: FormData;
  try {
    form = await parseFormData(request, {
      maxFiles: 4,
      // The parser holds every part to this, text too; where no file is wanted one is refused below.
      maxFileSize: options.maxFileSize ?? maxTotalSize,
      maxParts: 2000,
      maxTotalSize,
    });
  } catch (error) {
    const names = [error, (error as Error).cause].map((e) => (e instanceof Error ? e.name : ""));
    if (names.some((name) => /^Max.*Exceeded/.test(name))) throw refuse(413, "too-large");
    throw refuse(400, "form-unreadable");
  }
  const read = new FormData();
  for (const [name, value] of form) {
    if (typeof value !== "string" && value.size > 0 && !options.maxFileSize) throw refuse(413, "too-large");
    if (!isCleanText(name)) throw refuse(400, "bad-characters");
    if (typeof value !== "string") read.append(name, value);
    else if (secretFields.has(name) && !isCleanText(value)) throw refuse(400, "bad-characters");
    else read.append(name, marked(value));
  }
  return read;
}

/** What a plain form holds, to be handed back to whoever sent it: text alone, and never a password. */
export async function readTyped(request: Request): Promise<[string, string][]> {
  if (!/^application\/x-www-form-urlencoded/i.test(request.headers.get("Content-Type") ?? "")) return [];
  return typedTexts(await readForm(request));
}

/** The texts of a form, without what is never sent back to a page. */
export function typedTexts(form: FormData): [string, string][] {
  return [...form].flatMap(([name, value]) =>
    typeof value === "string" && !secretFields.has(name) ? [[name, value]] : [],
  );
}

const secretFields: ReadonlySet<string> = new Set(["password", "current"]);

/** Like {@link notFound}, for what may have been there when its form was opened: what was typed is handed back. */
export async function notFoundAnyMore(request: Request): Promise<Response> {
  const typed = await readTyped(request);
  return typed.length > 0
    ? Response.json({ refusal: "not-found-any-more", typed }, { status: 404 })
    : notFound();
}

/**
 * Reads the one file of a form, of at most so many bytes. "missing" when none was chosen (an empty one that has a name
 * was); "too-large" for what is beyond the bound, for the page to say so at its field. Other faults throw as in
 * {@link readForm}.
 */
export async function readFile(
  request: Request,
  name: string,
  maxBytes: number,
): Promise<File | "missing" | "too-large"> {
  const read = await readFormWithFile(request, name, maxBytes);
  return read === "too-large" ? read : read.file;
}

/** As {@link readFile}, with what the form holds beside the file. */
export async function readFormWithFile(
  request: Request,
  name: string,
  maxBytes: number,
): Promise<{ form: FormData; file: File | "missing" } | "too-large"> {
  try {
    const form = await readForm(request, { limit: maxBytes + 64 * 1024, maxFileSize: maxBytes });
    const file = form.get(name);
    return { form, file: file instanceof File && (file.size > 0 || file.name !== "") ? file : "missing" };
  } catch (error) {
    if (error instanceof Response && error.status === 413) return "too-large";
    throw error;
  }
}

/**
 * Reads a small JSON body with a bound on bytes and depth. What no text can hold stands as U+FFFD, as in
 * {@link readForm}. Throws a 4xx {@link refuse}.
 */
export async function readJson(
  request: Request,
  options: { limit?: number; maxDepth?: number } = {},
): Promise<unknown> {
  if (!/^application\/json/i.test(request.headers.get("Content-Type") ?? "")) throw refuse(415, "not-json");
  const text = await readText(request, options.limit ?? formLimit);
  if (jsonDepth(text) > (options.maxDepth ?? 8)) throw refuse(400, "json-too-deep");
  try {
    const value: unknown = JSON.parse(text);
    return markedWithin(value);
  } catch (error) {
    if (error instanceof Response) throw error;
    throw refuse(400, "json-unreadable");
  }
}

/** A text in which each sign that cannot be stored (NUL, half of a surrogate pair) stands as U+FFFD. */
function marked(text: string): string {
  return isCleanText(text) ? text : text.toWellFormed().replaceAll("\0", "\uFFFD");
}

function markedWithin(value: unknown): unknown {
  if (typeof value === "string") return marked(value);
  if (Array.isArray(value)) return value.map(markedWithin);
  if (value && typeof value === "object")
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, markedWithin(inner)]));
  return value;
}

/** Whether text can be stored and shown: no NUL, no half of a surrogate pair. */
export function isCleanText(text: string): boolean {
  return !text.includes("\0") && text.isWellFormed();
}

async function readText(request: Request, limit: number): Promise<string> {
  if (Number(request.headers.get("Content-Length") ?? 0) > limit) throw refuse(413, "too-large");
  const chunks: Uint8Array[] = [];
  let seen = 0;
  for await (const chunk of request.body ?? []) {
    seen += chunk.byteLength;
    if (seen > limit) throw refuse(413, "too-large");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

/** The deepest nesting in a JSON text, found without parsing it (so that a bomb costs one pass). */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (inString) {
      if (c === "\\") i++;
      else if (c === '"') inString = false;
    } else if (c === '"') inString = true;
    else if (c === "[" || c === "{") deepest = Math.max(deepest, ++depth);
    else if (c === "]" || c === "}") depth--;
  }
  return deepest;
}

export function everyString(value: unknown, test: (text: string) => boolean): boolean {
  if (typeof value === "string") return test(value);
  if (Array.isArray(value)) return value.every((item) => everyString(item, test));
  if (value && typeof value === "object")
    return Object.entries(value).every(([k, v]) => test(k) && everyString(v, test));
  return true;
}
