import {
  type KeyObject,
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from "node:crypto";
import { eq, inArray } from "drizzle-orm";
import { vaultKeys } from "#db/schema";
import type { Queryable, Transaction } from "./database.server";
import { env } from "./env.server";

/**
 * The vault: AES-256-GCM (NIST SP 800-38D) under a key of each person, itself wrapped the same way by the master
 * key, which lives outside the database. Deleting a person's row in `vault_keys` makes everything sealed for
 * them unreadable, in backups too.
 *
 * A sealed value is: version (1 byte, 1) | nonce (12) | tag (16) | ciphertext. The purpose, such as "people.name",
 * is authenticated with it, so that a value copied into another column does not open.
 */
const version = 1;
const overhead = 1 + 12 + 16;

/** A person's key in memory. Made by {@link openKey}, never stored or logged. */
export interface PersonKey {
  readonly personId: string;
  /** Not bare bytes: Node looks those over anew each time they are used, and a log would print them. */
  readonly secret: KeyObject;
}

let master: { hex: string; key: KeyObject; id: string } | undefined;

/** The master key and its name: the first 8 hex digits of its SHA-256. */
function masterKey(): { key: KeyObject; id: string } {
  const hex = env().ELF_MASTER_KEY;
  if (!hex) throw new Error("ELF_MASTER_KEY is not set.");
  if (master?.hex === hex) return master;
  const bytes = Buffer.from(hex, "hex");
  const id = createHash("sha256").update(bytes).digest("hex").slice(0, 8);
  master = { hex, key: createSecretKey(bytes), id };
  return master;
}

/** A key for one use, derived from the master key (HKDF, RFC 5869), so that no two uses share a key. */
function derivedKey(use: string): Buffer {
  return Buffer.from(hkdfSync("sha256", masterKey().key, Buffer.alloc(0), `elf:${use}`, 32));
}

function encrypt(key: KeyObject, purpose: string, clear: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(purpose));
  const body = Buffer.concat([cipher.update(clear), cipher.final()]);
  return Buffer.concat([Buffer.from([version]), nonce, cipher.getAuthTag(), body]);
}

function decrypt(key: KeyObject, purpose: string, sealed: Buffer): Buffer {
  if (sealed.length < overhead || sealed[0] !== version) throw new Error(`Not a sealed value (${purpose}).`);
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(1, 13));
  decipher.setAAD(Buffer.from(purpose));
  decipher.setAuthTag(sealed.subarray(13, overhead));
  return Buffer.concat([decipher.update(sealed.subarray(overhead)), decipher.final()]);
}

/** Seals a JSON value that belongs to nobody yet, under a key derived from the master key. It is to be kept for moments. */
export function sealForApp(purpose: string, value: unknown): Buffer {
  return encrypt(createSecretKey(derivedKey("app")), purpose, Buffer.from(JSON.stringify(value), "utf8"));
}

/** Opens what {@link sealForApp} made for the same purpose; the caller checks its shape. */
export function unsealForApp(purpose: string, sealed: Buffer): unknown {
  return JSON.parse(decrypt(createSecretKey(derivedKey("app")), purpose, sealed).toString("utf8"));
}

/** Makes a person's key and stores it wrapped; part of the transaction that makes the person. */
export async function createKey(tx: Transaction, personId: string): Promise<PersonKey> {
  const { key, row } = newKey(personId);
  await tx.insert(vaultKeys).values(row);
  return key;
}

/** A new key and the row that stores it wrapped, for callers that insert many at once. */
export function newKey(personId: string): { key: PersonKey; row: typeof vaultKeys.$inferInsert } {
  const bytes = randomBytes(32);
  const { key, id } = masterKey();
  return {
    key: { personId, secret: createSecretKey(bytes) },
    row: { personId, wrapped: encrypt(key, `key:${personId}`, bytes), masterKeyId: id },
  };
}

/** Unwraps a key that a query has joined in from `vault_keys.wrapped`. */
export function openKey(personId: string, wrapped: Buffer): PersonKey {
  return { personId, secret: createSecretKey(decrypt(masterKey().key, `key:${personId}`, wrapped)) };
}

/** Reads and unwraps a person's key. Null once the person has been erased. */
export async function findKey(db: Queryable, personId: string): Promise<PersonKey | null> {
  const [row] = await db
    .select({ wrapped: vaultKeys.wrapped })
    .from(vaultKeys)
    .where(eq(vaultKeys.personId, personId));
  return row ? openKey(personId, row.wrapped) : null;
}

/** Like {@link findKey}, for a person who must be there; throws when the key is gone. */
export async function getKey(db: Queryable, personId: string): Promise<PersonKey> {
  const key = await findKey(db, personId);
  if (!key) throw new Error("The person's key is gone: they have been erased.");
  return key;
}

/** Destroys a person's key. Nothing sealed under it can be read again. */
export async function destroyKey(tx: Transaction, ...personIds: readonly string[]): Promise<void> {
  await tx.delete(vaultKeys).where(inArray(vaultKeys.personId, [...personIds]));
}

/** Seals text for a purpose such as "people.name". */
export function seal(key: PersonKey, purpose: string, clear: string): Buffer {
  return encrypt(key.secret, purpose, Buffer.from(clear, "utf8"));
}

/** Opens what {@link seal} made for the same purpose; null stays null. Throws when it was tampered with. */
export function unseal(key: PersonKey, purpose: string, sealed: Buffer): string;
export function unseal(key: PersonKey, purpose: string, sealed: Buffer | null): string | null;
export function unseal(key: PersonKey, purpose: string, sealed: Buffer | null): string | null {
  return sealed === null ? null : decrypt(key.secret, purpose, sealed).toString("utf8");
}

/** Seals a JSON value. */
export function sealJson(key: PersonKey, purpose: string, value: unknown): Buffer {
  return seal(key, purpose, JSON.stringify(value));
}

/** Opens a JSON value; the caller checks its shape. */
export function unsealJson(key: PersonKey, purpose: string, sealed: Buffer): unknown {
  return JSON.parse(unseal(key, purpose, sealed));
}

/** Seals a file's content. */
export function sealBytes(key: PersonKey, purpose: string, clear: Buffer): Buffer {
  return encrypt(key.secret, purpose, clear);
}

/** Opens a file's content. */
export function unsealBytes(key: PersonKey, purpose: string, sealed: Buffer): Buffer {
  return decrypt(key.secret, purpose, sealed);
}

/** How an address is found without being readable: HMAC-SHA256 of its normalised form. */
export function emailHash(email: string): string {
  return createHmac("sha256", derivedKey("email-index")).update(normaliseEmail(email)).digest("hex");
}

/**
 * How a likeness is found without being readable: HMAC-SHA256, cut to 128 bits, under a key of its own. `kind` keeps
 * fingerprints of different things apart.
 */
export function fingerprint(kind: string, value: string): string {
  const hmac = createHmac("sha256", derivedKey("fingerprints")).update(`${kind}:${value}`).digest();
  return hmac.subarray(0, 16).toString("base64url");
}

/**
 * How what somebody has said is known again without being readable: HMAC-SHA256 under their own key, cut to 128 bits.
 * Whoever does not hold the key can't try words on it, and once the key is gone nobody can.
 */
export function markOf(key: PersonKey, purpose: string, value: string): string {
  const own = Buffer.from(hkdfSync("sha256", key.secret, Buffer.alloc(0), `elf:mark:${purpose}`, 32));
  return createHmac("sha256", own).update(value).digest().subarray(0, 16).toString("base64url");
}

/** Addresses are compared without case and in Unicode's composed form. */
export function normaliseEmail(email: string): string {
  return email.trim().normalize("NFC").toLowerCase();
}

/** SHA-256 in hex: how tokens and session ids are stored. */
export function digest(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** A new secret for a link: 32 random bytes in base64url. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Compares two secrets without telling by its time how much of them agrees. */
export function sameSecret(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(digest(a)), Buffer.from(digest(b)));
}

/** A proof in a link that only we can have made: HMAC-SHA256 of a value under a key for that use, in base64url. */
export function linkProof(use: string, value: string): string {
  return createHmac("sha256", derivedKey(`link:${use}`))
    .update(value)
    .digest("base64url");
}

/** Keyed hash for what must be known again for some weeks and must not tell what it is. */
export function lastingHash(value: string): string {
  return createHmac("sha256", derivedKey("lasting")).update(value).digest("hex").slice(0, 32);
}

/** Keyed hash for counters that must not reveal what they count, salted by the day. */
export function dailyHash(value: string, day: string): string {
  return createHmac("sha256", derivedKey(`daily:${day}`))
    .update(value)
    .digest("hex")
    .slice(0, 32);
}
