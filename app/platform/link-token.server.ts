import { linkProof, sameSecret } from "./vault.server";

/**
 * What a link in a letter ends with: whose or what it is about, and a proof that only we can make. It is stored nowhere
 * and works without logging in, so it must open nothing but one harmless thing, such as switching letters off.
 *
 * @param use names that one thing
 * @param id a UUID
 */
export function linkToken(use: string, id: string): string {
  return Buffer.from(id.replaceAll("-", ""), "hex").toString("base64url") + linkProof(use, id);
}

/** The id in a link's token, or null for one that was not made here for this use. */
export function idOfLinkToken(use: string, token: string | undefined): string | null {
  if (!token || !/^[\w-]{65}$/.test(token)) return null;
  const hex = Buffer.from(token.slice(0, 22), "base64url").toString("hex");
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  return sameSecret(token.slice(22), linkProof(use, id)) ? id : null;
}
