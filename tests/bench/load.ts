import { readFileSync } from "node:fs";
import autocannon from "autocannon";

/** Somebody who sends requests: each connection is one of them, and its next request may follow from its last answer. */
export interface Caller {
  path: string;
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: () => string;
  heard?: (status: number, body: string) => void;
}

export interface Measured {
  connections: number;
  requests: number;
  perSecond: number;
  p50: number;
  p99: number;
  /** Milliseconds of processor time of the server's process for each request; null where /proc is missing. */
  cpu: number | null;
  /** Bytes of an answer, head and body, as it is sent. */
  bytes: number;
  /** Answers that were not 2xx, and requests without an answer. */
  failed: number;
}

/** Clock ticks in a second, as /proc counts processor time. */
const ticks = 100;

function processorMs(pid: number): number | null {
  try {
    // Fields follow the command's name, which may itself hold spaces.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\)\s/, "")
      .split(" ");
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticks;
  } catch {
    return null;
  }
}

/** Sends requests as fast as answers come, over as many connections as there are callers. */
export async function measure(
  origin: string,
  pid: number,
  callers: readonly Caller[],
  seconds: number,
): Promise<Measured> {
  const before = processorMs(pid);
  let next = 0;
  const result = await autocannon({
    url: origin,
    connections: callers.length,
    duration: seconds,
    timeout: 30,
    // autocannon needs a request to begin with; each client brings its own.
    setupClient(client) {
      const caller = callers[next++ % callers.length];
      if (!caller) return;
      client.setRequests([
        {
          method: caller.method,
          path: caller.path,
          headers: caller.headers,
          ...(caller.body
            ? { setupRequest: (request) => ({ ...request, body: caller.body?.() ?? "" }) }
            : {}),
          ...(caller.heard ? { onResponse: caller.heard } : {}),
        },
      ]);
    },
  });
  const after = processorMs(pid);
  const requests = result.requests.total;
  return {
    connections: callers.length,
    requests,
    perSecond: result.requests.average,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpu: before === null || after === null || requests === 0 ? null : (after - before) / requests,
    bytes: requests === 0 ? 0 : Math.round(result.throughput.total / requests),
    failed: result.non2xx + result.errors + result.timeouts,
  };
}
