import js from "@eslint/js";
import drizzle from "eslint-plugin-drizzle";
import jsxA11y from "eslint-plugin-jsx-a11y";
import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const domains = "{questions,accounts,cohorts,applying,programme,selection,feedback,office}";

/** What Drizzle's builder is called here; a Set's or a Map's delete() is something else. */
const builders = { drizzleObjectName: ["db", "tx", "database"] };

export default tseslint.config(
  {
    ignores: ["build/", "node_modules/", ".data/", "coverage/", "test-results/", "bench-results/", "public/"],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.{ts,tsx}"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: ["error", "always"],
      "no-console": "error",
      // Loaders and domain functions throw Responses on purpose: that is how Remix refuses and redirects.
      "@typescript-eslint/only-throw-error": [
        "error",
        {
          allow: [
            { from: "lib", name: "Response" },
            { from: "package", package: "@remix-run/server-runtime", name: "TypedResponse" },
            { from: "package", package: "@remix-run/router", name: "DataWithResponseInit" },
          ],
        },
      ],
      "@typescript-eslint/ban-ts-comment": [
        "error",
        {
          "ts-expect-error": "allow-with-description",
          "ts-ignore": true,
          "ts-nocheck": true,
          minimumDescriptionLength: 10,
        },
      ],
      "@typescript-eslint/consistent-type-imports": [
        "error",
        { fixStyle: "inline-type-imports", disallowTypeAnnotations: false },
      ],
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true },
      ],
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false, arguments: false } },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { ignoreRestSiblings: true, argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unnecessary-condition": [
        "error",
        { allowConstantLoopConditions: "only-allowed-literals" },
      ],
      // [...text] counts characters as a person does, which is what a limit of length means.
      "@typescript-eslint/no-misused-spread": ["error", { allow: ["string"] }],
      // A function may be async for its callers' sake, and an interface may ask for it.
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      // Drizzle's classes are told apart by shape: a transaction is a database, on either driver.
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      // Control characters are exactly what some expressions look for.
      "no-control-regex": "off",
    },
  },
  {
    files: ["**/*.{ts,tsx}"],
    ignores: ["app/*/routes/**", "app/root.tsx", "app/entry.*.tsx", "app/routes.ts", "*.config.ts"],
    rules: {
      "no-restricted-exports": [
        "error",
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
    },
  },
  {
    // One door to the environment, so that every variable is checked and listed in one place.
    files: ["app/**/*.{ts,tsx}", "db/**/*.ts"],
    ignores: ["app/platform/env.server.ts", "app/cli.ts", "app/commands.server.ts", "**/*.test.{ts,tsx}"],
    rules: {
      "no-restricted-properties": [
        "error",
        {
          object: "process",
          property: "env",
          message: "Read the environment through ~/platform/env.server.",
        },
        // One order of words, on every page and whatever the server's locale.
        { property: "localeCompare", message: "Compare by compareWords() of ~/platform/locale/order." },
      ],
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "node:process",
              importNames: ["env", "default"],
              message: "Read the environment through ~/platform/env.server.",
            },
            {
              name: "process",
              message: "Read the environment through ~/platform/env.server.",
            },
          ],
        },
      ],
    },
  },
  {
    // One clock, so that tests can set it and the server's alone decides a deadline.
    files: [`app/${domains}/**/*.{ts,tsx}`],
    ignores: ["**/*.test.{ts,tsx}", "**/*.enhance.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: "Take the time from now() of ~/platform/clock.server, or as an argument.",
        },
        {
          selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
          message: "Take the time from now() of ~/platform/clock.server, or as an argument.",
        },
        {
          // A database's own order of words differs from server to server.
          selector:
            "CallExpression:matches([callee.name=/^(asc|desc)$/], [callee.property.name='orderBy']) > MemberExpression[property.name=/^(name|title|label)$/]",
          message: "Sort words by inWordOrder() of ~/platform/database.server.",
        },
      ],
    },
  },
  {
    files: ["app/**/*.{ts,tsx}", "db/**/*.ts"],
    plugins: { drizzle },
    rules: {
      "drizzle/enforce-delete-with-where": ["error", builders],
      "drizzle/enforce-update-with-where": ["error", builders],
    },
  },
  {
    files: ["app/**/*.tsx"],
    ...jsxA11y.flatConfigs.strict,
    rules: {
      ...jsxA11y.flatConfigs.strict.rules,
      // Safari forgets that a list without bullets is a list, unless it is told.
      "jsx-a11y/no-redundant-roles": ["error", { ul: ["list"], ol: ["list"] }],
      // What scrolls must be reachable by keyboard; it is then a named region.
      "jsx-a11y/no-noninteractive-tabindex": [
        "error",
        { tags: [], roles: ["tabpanel", "region", "group"], allowExpressionValues: true },
      ],
    },
  },
  {
    files: ["app/**/*.tsx"],
    // Server files have functions such as useDatabase() that are no hooks.
    ignores: ["**/*.server.tsx"],
    plugins: { "react-hooks": reactHooks },
    rules: {
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
      "react-hooks/purity": "error",
      "react-hooks/static-components": "error",
      "react-hooks/set-state-in-effect": "error",
    },
  },
  {
    files: ["tests/**/*.{ts,tsx}", "app/**/*.test.{ts,tsx}"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
    },
  },
);
