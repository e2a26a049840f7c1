/** A statement as the app sent it: its text, its parameters (bytes marked), and the connection it went over. */
export interface RecordedStatement {
  text: string;
  parameters: unknown[];
  connection: number;
}

/** A value that the app opened: what AES-256-GCM needs to do the same again, in base64. */
export interface RecordedSecret {
  key: string;
  nonce: string;
  tag: string;
  purpose: string;
  body: string;
}

/** What the app did to answer one request. */
export interface Recording {
  statements: RecordedStatement[];
  secrets: RecordedSecret[];
}

/** What the bare server needs to know of a request: to whom it speaks, and what answering it takes. */
export interface BareRoute {
  kind: "html" | "json" | "calendar";
  /** One for each caller, found by the number that the request brings along. */
  recordings: Recording[];
  /** For pages that are the same for everyone: the app's own compressed bytes, to be sent as they are. */
  cached?: { body: string; encoding: string };
}

/** Bytes survive JSON as `{ bytes: "…" }`. */
export function packParameter(value: unknown): unknown {
  return value instanceof Uint8Array ? { bytes: Buffer.from(value).toString("base64") } : value;
}

export function unpackParameter(value: unknown): unknown {
  if (typeof value === "object" && value !== null && "bytes" in value && typeof value.bytes === "string")
    return Buffer.from(value.bytes, "base64");
  return value;
}
