import { resolve } from "node:path";
import cascadeLayers from "@csstools/postcss-cascade-layers";
import isPseudoClass from "@csstools/postcss-is-pseudo-class";
import { vitePlugin as remix } from "@remix-run/dev";
import tailwindcss from "@tailwindcss/vite";
import type { Plugin } from "postcss";
import { defineConfig } from "vite";

declare module "@remix-run/node" {
  interface Future {
    v3_singleFetch: true;
  }
}

/**
 * Phones of 2020, which are not updated any more and are many. Both builds name the same, so that the hashes in the
 * names of style sheets and small scripts agree.
 */
const target = ["es2020", "chrome87", "safari14", "firefox78"];

/** `:where()` is younger than those phones; what it is for, weighing nothing, matters little within a layer. */
const plainWhere: Plugin = {
  postcssPlugin: "plain-where",
  Rule(rule) {
    if (rule.selector.includes(":where(")) rule.selector = rule.selector.replaceAll(":where(", ":is(");
  },
};

export default defineConfig({
  resolve: { alias: { "~": resolve("app"), "#db": resolve("db") } },
  css: {
    // A browser that does not know layers drops all that is in them, and Tailwind puts everything in one.
    postcss: { plugins: [cascadeLayers(), plainWhere, isPseudoClass({ preserve: false })] },
  },
  build: {
    target,
    cssTarget: target.slice(1),
    cssMinify: "lightningcss",
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  // The server waits at the top of its modules; no page does.
  esbuild: { supported: { "top-level-await": true } },
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
