import { z } from "zod";
import { runtime } from "./runtime.server";

const booleanFlag = z
  .enum(["1", "0", "true", "false", ""])
  .default("")
  .transform((value) => value === "1" || value === "true");

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  /** postgres://… in production; pglite://folder or pglite://memory elsewhere. */
  DATABASE_URL: z.string().default("pglite://.data/dev"),
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
  /** 32 bytes in hex: wraps every person's key. */
  ELF_MASTER_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, "ELF_MASTER_KEY must be 64 hexadecimal digits (openssl rand -hex 32)")
    .optional(),
  /** The address people use, such as https://apply.example.org; links in mail are built from it. */
  ELF_ORIGIN: z.url().optional(),
  SMTP_URL: z.string().optional(),
  MAIL_FROM: z.string().default("Office <office@localhost>"),
  /** Who answers for personal data (the controller), and the address that anybody may write to; an edition may say otherwise. */
  ELF_CONTROLLER: z.string().trim().min(1).max(200).default("Člověk v tísni, o.p.s. (People in Need), Praha"),
  ELF_CONTACT: z.email().optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** The demonstration: says so on its pages and keeps its own key. */
  ELF_DEMO: booleanFlag,
  /** How many proxies stand before the app, for the caller's address. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
});

export type Env = z.infer<typeof schema> & { origin: string; secureCookies: boolean };

/** Reads and checks the environment. Throws an Error whose message lists every wrong variable. */
export function readEnv(source: NodeJS.ProcessEnv): Env {
  const parsed = schema.safeParse(source);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `  ${issue.path.join(".")}: ${issue.message}`);
    throw new Error(`The environment is not usable:\n${problems.join("\n")}`);
  }
  const value = parsed.data;
  if (value.NODE_ENV === "production" && !value.ELF_MASTER_KEY)
    throw new Error(
      "ELF_MASTER_KEY is not set. Personal data is encrypted under it; make one with: openssl rand -hex 32",
    );
  const origin = new URL(value.ELF_ORIGIN ?? `http://${value.HOST}:${value.PORT}`).origin;
  return { ...value, origin, secureCookies: origin.startsWith("https:") };
}

/** The environment of this process, read once. */
export function env(): Env {
  const holder = runtime();
  return (holder.env ??= readEnv(process.env)) as Env;
}

/** Replaces parts of the environment, for the command line (which makes a key for the demonstration) and tests. */
export function setEnv(changes: Partial<NodeJS.ProcessEnv>): Env {
  Object.assign(process.env, changes);
  runtime().env = readEnv(process.env);
  return env();
}

/** Sets what the environment leaves open. A default that is a function is asked only when it is needed. */
export function setEnvDefaults(defaults: Record<string, string | (() => string)>): Env {
  const open = Object.entries(defaults).filter(([name]) => process.env[name] === undefined);
  return setEnv(
    Object.fromEntries(open.map(([name, value]) => [name, typeof value === "string" ? value : value()])),
  );
}
