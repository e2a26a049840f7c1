import { Counter, Histogram, Registry, collectDefaultMetrics } from "prom-client";

let made:
  | {
      registry: Registry;
      requests: Histogram<"method" | "status" | "kind">;
      jobs: Counter<"queue" | "result">;
    }
  | undefined;

/** The process's Prometheus metrics, made on first use. Labels never hold a path, as paths hold codes and tokens. */
export function metrics() {
  if (!made) {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    made = {
      registry,
      requests: new Histogram({
        name: "elf_http_request_seconds",
        help: "Time from request to end of response.",
        labelNames: ["method", "status", "kind"],
        buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
        registers: [registry],
      }),
      jobs: new Counter({
        name: "elf_jobs_total",
        help: "Background jobs that ended, by queue and result.",
        labelNames: ["queue", "result"],
        registers: [registry],
      }),
    };
  }
  return made;
}
