import { env } from "~/platform/env.server";
import { senderAddress } from "~/platform/mail.server";
import type { Edition } from "./editions.server";

/** How anybody reaches whoever answers for an edition, before applying too. */
export interface Contact {
  controller: string;
  /** The address to write to, or null where neither the edition nor the installation has one. */
  address: string | null;
  /** Another way, or the hours, in the edition's own words. */
  note: string | null;
}

/** What the edition says of itself, and where it is silent, what the installation says. */
export function contactOf(edition: Pick<Edition, "controller" | "contact" | "contactNote"> | null): Contact {
  return {
    controller: edition?.controller ?? env().ELF_CONTROLLER,
    address: edition?.contact ?? env().ELF_CONTACT ?? answerable(senderAddress()),
    note: edition?.contactNote ?? null,
  };
}

/** An address, where it is one that can be answered. */
function answerable(address: string): string | null {
  return address.includes("@") && !address.endsWith("@localhost") ? address : null;
}
