import { resolve } from "node:path";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import { defineConfig } from "vite";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

/** What the server build and the client build must both target, so that hashed CSS names agree. */
const target = "es2022";

export default defineConfig({
  resolve: { alias: { "~": resolve("app"), "#db": resolve("db") } },
  build: { target, cssTarget: target, assetsInlineLimit: 0, reportCompressedSize: false },
  worker: { format: "es" },
  // Hundreds of small files of which the server uses a few: bundled, it starts in half the time.
  ssr: {
    noExternal: [
      "date-fns",
      "@date-fns/tz",
      "react-big-calendar",
      "react-overlays",
      "@restart/hooks",
      "dom-helpers",
      "lodash",
    ],
  },
  server: { host: "127.0.0.1" },
  // The development server looks for browser packages in every source, those of the server too.
  optimizeDeps: { exclude: ["@node-rs/argon2", "@electric-sql/pglite", "pg-boss", "pino", "postgres"] },
  plugins: [
    tailwindcss(),
    remix({
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: true,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
});
