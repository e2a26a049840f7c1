/*
 * Which way imports point. The rules are told in words in docs/decisions; tests/tooling/rules.test.ts plants a
 * violation of each and shows that it is caught.
 */

/** Each domain, with the domains that it stands on. `ui` and `platform` stand below them all. */
const standsOn = {
  questions: [],
  accounts: [],
  cohorts: ["questions", "accounts"],
  applying: ["questions", "accounts", "cohorts"],
  programme: ["accounts", "cohorts"],
  selection: ["questions", "accounts", "cohorts", "applying", "programme"],
  feedback: ["questions", "accounts", "cohorts", "applying", "programme"],
  office: ["questions", "accounts", "cohorts", "applying", "programme", "selection", "feedback"],
};
const domains = Object.keys(standsOn);
const oneOf = (names) => `^app/(${names.join("|")})/`;

const serverFile = "\\.server\\.tsx?$";
const testFile = "\\.test\\.tsx?$";
const enhanceFile = "\\.enhance\\.ts$";
const react =
  "node_modules/(react|react-dom|react-i18next|react-big-calendar|@remix-run/[^/]+|@conform-to/react)/";
/** Types are gone once the app runs: importing them binds nothing. */
const values = { dependencyTypesNot: ["type-only"] };

module.exports = {
  forbidden: [
    {
      name: "no-circles",
      comment: "What imports itself by a detour cannot be read, or tested, alone.",
      severity: "error",
      // Tables of the schema point at one another, as rows do; Drizzle asks for them only when all are loaded.
      from: { pathNot: "^db/schema/" },
      to: { circular: true, viaOnly: { pathNot: "^db/schema/" } },
    },
    {
      name: "routes-are-imported-by-nobody",
      comment: "Only routes.ts and tests import a routes/ file: move what is shared into a front room.",
      severity: "error",
      from: { pathNot: `^app/routes\\.ts$|^tests/|${testFile}` },
      to: { path: "^app/[^/]+/routes/" },
    },
    {
      name: "tables-behind-server-files",
      comment: "Only *.server.ts, db/ and tests import values of db/. Types may be imported anywhere.",
      severity: "error",
      from: { path: "^app/", pathNot: `${serverFile}|${testFile}` },
      to: { path: "^db/", ...values },
    },
    {
      name: "plain-files-are-pure",
      comment: "A plain .ts file imports no React, no Remix, no .server file and no component.",
      severity: "error",
      from: { path: "^app/[^/]+/.*\\.ts$", pathNot: `${serverFile}|${testFile}|^app/[^/]+/routes/` },
      to: { path: `${react}|${serverFile}|\\.tsx$`, ...values },
    },
    {
      name: "browser-scripts-are-small",
      comment:
        "A script for the browser (*.enhance.ts) imports plain .ts files only, and no package. One that resumes uploads is loaded when the first file is sent.",
      severity: "error",
      from: { path: enhanceFile },
      to: {
        path: `(^|/)node_modules/(?!tus-js-client/)|${serverFile}|\\.tsx$|${enhanceFile}|^db/`,
        ...values,
      },
    },
    {
      name: "components-know-no-server",
      comment:
        "What is drawn in the browser imports nothing of the server. Routes may: their loaders stay behind.",
      severity: "error",
      from: { path: "^app/(ui/|[^/]+/components/)", pathNot: testFile },
      to: { path: serverFile, ...values },
    },
    {
      name: "ui-knows-no-domain",
      severity: "error",
      from: { path: "^app/ui/" },
      to: { path: oneOf(domains) },
    },
    {
      name: "platform-stands-on-db-alone",
      severity: "error",
      from: { path: "^app/platform/", pathNot: testFile },
      to: { path: "^app/(?!platform/)" },
    },
    {
      name: "nothing-imports-the-composition-root",
      comment: "Files at the top of app/ put the domains together; a domain that needs one is upside down.",
      severity: "error",
      from: { path: "^app/[^/]+/", pathNot: testFile },
      to: { path: "^app/[^/]+$", ...values },
    },
    ...domains.map((domain) => ({
      name: `${domain}-looks-down`,
      comment: `${domain} may import ui, platform${standsOn[domain].map((name) => `, ${name}`).join("")} and itself.`,
      severity: "error",
      from: { path: oneOf([domain]), pathNot: testFile },
      to: { path: oneOf(domains.filter((name) => name !== domain && !standsOn[domain].includes(name))) },
    })),
    {
      name: "front-rooms-only",
      comment: "A domain is entered by its *.ts and *.server.ts, never by its routes/ or components/.",
      severity: "error",
      from: { path: "^app/([^/]+)/" },
      to: { path: "^app/[^/]+/(routes|components)/", pathNot: "^app/$1/" },
    },
    {
      name: "tests-stay-outside",
      severity: "error",
      from: { path: "^(app|db)/", pathNot: testFile },
      to: { path: `^tests/|${testFile}` },
    },
    {
      name: "packages-are-declared",
      comment: "The running app has `dependencies` alone: what it imports must be there.",
      severity: "error",
      // The site map is read by the build, and the command line serves from source: where development packages are.
      from: { path: "^(app|db)/", pathNot: `${testFile}|^app/(cli|commands\\.server|routes)\\.ts$` },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"], ...values },
    },
    {
      name: "imports-lead-somewhere",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^virtual:|\\?(worker&)?url$" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(build|\\.data)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".d.ts", ".js", ".mjs", ".cjs", ".json"],
    },
  },
};
