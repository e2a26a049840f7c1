import { env } from "~/platform/env.server";

/** The address that people may write to, or null where letters come from an installation that has none of its own. */
export function contactAddress(): string | null {
  const address = /<([^<>]+)>/.exec(env().MAIL_FROM)?.[1] ?? env().MAIL_FROM;
  return address.includes("@") && !address.endsWith("@localhost") ? address : null;
}
