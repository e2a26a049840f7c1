import { sealJson, unsealJson, type PersonKey } from "~/platform/vault.server";
import type { RefereeDetails } from "./referees";

/** Opens what is sealed of a referee. */
export function openReferee(key: PersonKey, row: { details: Buffer }): RefereeDetails {
  return unsealJson(key, "referees.details", row.details) as RefereeDetails;
}

/** Seals what is known of a referee. */
export function sealReferee(key: PersonKey, details: RefereeDetails): Buffer {
  return sealJson(key, "referees.details", details);
}
