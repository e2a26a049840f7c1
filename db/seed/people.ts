import { panelists, people, roles, vaultKeys, type RoleName } from "#db/schema";
import { emailHash, newKey, seal, sealJson, type PersonKey } from "~/platform/vault.server";
import { agreementVersion } from "~/selection/confidentiality";
import { profilePurpose, type PanelistProfile } from "~/selection/panelist-profile";
import type { Random } from "./random";
import type { Rows } from "./rows";

/** A person of the demonstration, with the key under which what is theirs gets sealed. */
export interface SeededPerson {
  id: string;
  name: string;
  key: PersonKey;
}

export interface PersonDetails {
  name: string;
  email: string;
  locale?: string;
  zone: string;
  /** Null for somebody whose application came on paper: they have never logged in. */
  passwordHash: string | null;
  createdAt: Date;
}

/** Adds a person; whoever can log in has confirmed their address. */
export function addPerson(rows: Rows, random: Random, details: PersonDetails): SeededPerson {
  const id = random.uuid();
  const { key, row } = newKey(id);
  rows.add(people, {
    id,
    emailHash: emailHash(details.email),
    email: seal(key, "people.email", details.email),
    name: seal(key, "people.name", details.name),
    passwordHash: details.passwordHash,
    locale: details.locale ?? "en",
    timeZone: details.zone,
    createdAt: details.createdAt,
    emailConfirmedAt: details.passwordHash ? new Date(details.createdAt.getTime() + 4 * 60_000) : null,
  });
  rows.add(vaultKeys, { ...row, createdAt: details.createdAt });
  return { id, name: details.name, key };
}

/** Gives somebody a role, in an edition or (admin) outside of all. Panelists have accepted their agreement. */
export function addRole(
  rows: Rows,
  random: Random,
  role: {
    personId: string;
    role: RoleName;
    editionId: string | null;
    grantedBy: string | null;
    grantedAt: Date;
    /** For a panelist: what they have said of themselves, and their key to seal it under. */
    panelist?: {
      key: PersonKey;
      profile: PanelistProfile;
      languages: string[];
      cap: number | null;
      experienced: boolean;
    };
  },
): void {
  const { panelist, ...held } = role;
  rows.add(roles, { id: random.uuid(), ...held });
  if (role.role === "panelist" && role.editionId)
    rows.add(panelists, {
      ...(panelist
        ? {
            cap: panelist.cap,
            languages: panelist.languages,
            experienced: panelist.experienced,
            profile: sealJson(panelist.key, profilePurpose, panelist.profile),
          }
        : {}),
      editionId: role.editionId,
      personId: role.personId,
      agreement: agreementVersion,
      agreedAt: role.grantedAt,
    });
}
