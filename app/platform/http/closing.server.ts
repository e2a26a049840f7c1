import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Server as NetServer } from "node:net";

/** Milliseconds for which what somebody goes on sending after their answer is read and thrown away. */
const lingering = 5_000;

/** Milliseconds in which a request that is on its way over a kept connection still arrives. */
const underway = 1_500;

/** Milliseconds that accepted requests have to end. */
const patience = 28_000;

/**
 * Watches the connections of a server, so that each ends as it was told. An answer that leaves before its request has
 * arrived whole (one that is too large) says `Connection: close`, and the connection ends; what is still being sent is
 * read for a while, or the network would throw the answer away together with it.
 */
export function watchConnections(server: Server) {
  let draining = false;
  const answering = new Set<ServerResponse>();

  function watch(request: IncomingMessage, response: ServerResponse): void {
    answering.add(response);
    response.on("close", () => answering.delete(response));
    if (draining) response.setHeader("Connection", "close");
    const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
    response.writeHead = (...given: unknown[]) => {
      if (hasBody(request) && !request.complete && !response.headersSent) {
        response.setHeader("Connection", "close");
        linger(request);
      }
      return writeHead(...given);
    };
  }

  /**
   * Takes no new connection, answers what has been sent over the open ones and tells each that it ends, then resolves.
   * Unlike `server.close()`, which cuts kept connections at once: a request may be on its way over one.
   */
  async function drain(): Promise<void> {
    draining = true;
    for (const response of answering) if (!response.headersSent) response.setHeader("Connection", "close");
    const stopped = new Promise<void>((done) => NetServer.prototype.close.call(server, () => done()));
    let idle: NodeJS.Timeout | undefined;
    const late = setTimeout(() => {
      server.closeIdleConnections();
      idle = setInterval(() => server.closeIdleConnections(), 100);
    }, underway);
    const forced = setTimeout(() => server.closeAllConnections(), patience);
    await stopped;
    clearTimeout(late);
    clearInterval(idle);
    clearTimeout(forced);
  }

  return { watch, drain, isDraining: () => draining };
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/** Lets the connection of a request end in its own time: our side at once, the other when it has sent enough. */
function linger(request: IncomingMessage): void {
  const { socket } = request;
  socket.destroySoon = () => {
    socket.end();
    const late = setTimeout(() => socket.destroy(), lingering);
    socket.once("close", () => clearTimeout(late));
    request.once("end", () => socket.destroy());
    request.resume();
  };
}
