import { customType, timestamp } from "drizzle-orm/pg-core";

/** Raw bytes. Columns of this type that hold a person's data are sealed by the vault (`~/platform/vault.server`). */
export const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => "bytea",
  // PGlite hands out a Uint8Array, postgres.js a Buffer: the rest of the app sees a Buffer only.
  fromDriver: (value) => (Buffer.isBuffer(value) ? value : Buffer.from(value)),
  toDriver: (value) => value,
});

/** An instant, always with its offset. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** A sentence in each language it has been written in. English is always there. */
export type Wording = { en: string } & Partial<Record<string, string>>;
