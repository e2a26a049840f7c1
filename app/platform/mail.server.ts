import { randomUUID } from "node:crypto";
import { and, asc, desc, eq, inArray, isNull, lte, ne, or, sql, type SQL } from "drizzle-orm";
import { createTransport, type Transporter } from "nodemailer";
import { editions, mail, people, vaultKeys } from "#db/schema";
import { now } from "./clock.server";
import { database, inTransaction, type Transaction } from "./database.server";
import { env } from "./env.server";
import { enqueue, type JobKind } from "./jobs.server";
import { describeError, log } from "./log.server";
import { isMailAddress } from "./mail-address";
import { normaliseEmail, openKey, seal, unseal, type PersonKey } from "./vault.server";

/** A letter before it is addressed. The subject must give nothing away over a shoulder. */
export interface Letter {
  /** Which letter it is, such as "account.confirmation"; shown in the outbox. */
  kind: string;
  /** The edition that it is about: its coordinators see it in the outbox, and it comes from whom that edition says. */
  editionId: string | null;
  subject: string;
  /** Plain paragraphs. */
  paragraphs: string[];
  /** One link, as a button in HTML and as an address in text. */
  link?: { label: string; path: string };
  /** Where no more letters of this kind can be asked for, by a page and by a bare POST (RFC 8058), without logging in. */
  unsubscribe?: { label: string; path: string };
}

/**
 * Puts a letter into the outbox for a person, in the transaction that causes it. It is sent at least once, always
 * with the same Message-ID; without an SMTP_URL it waits. Null for somebody who has no address: who applied on paper
 * may have given none, and who was erased has none left.
 */
export async function postLetter(tx: Transaction, personId: string, letter: Letter): Promise<string | null> {
  const [id] = await postLetters(tx, [{ personId, letter }]);
  return id ?? null;
}

/** Letters that go into the database in one statement. */
const batchSize = 500;

/**
 * Like {@link postLetter}, for many people at once and with no query for each. Who has been erased since is left
 * out. Returns the ids of the letters.
 */
export async function postLetters(
  tx: Transaction,
  letters: { personId: string; letter: Letter }[],
): Promise<string[]> {
  if (letters.length === 0) return [];
  const rows = await tx
    .select({ id: people.id, email: people.email, wrapped: vaultKeys.wrapped })
    .from(people)
    .innerJoin(vaultKeys, eq(vaultKeys.personId, people.id))
    .where(inArray(people.id, [...new Set(letters.map(({ personId }) => personId))]));
  const recipients = new Map(
    rows.flatMap(({ id, email, wrapped }) => (email ? [[id, { email, key: openKey(id, wrapped) }]] : [])),
  );
  const posted = letters.flatMap(({ personId, letter }) => {
    const recipient = recipients.get(personId);
    return recipient
      ? [sealLetter(recipient.key, unseal(recipient.key, "people.email", recipient.email), letter)]
      : [];
  });
  return enterLetters(tx, posted);
}

/**
 * Puts letters into the outbox that go to somebody who has no account here, such as a referee. They are sealed under
 * the key of the person on whose behalf they are written, so that erasing that person takes them along. The addresses
 * have been checked by the caller, see {@link isMailAddress}. Returns the ids of the letters.
 */
export async function postLettersFor(
  tx: Transaction,
  letters: { behalf: PersonKey; address: string; letter: Letter }[],
): Promise<string[]> {
  return enterLetters(
    tx,
    letters.map(({ behalf, address, letter }) => {
      if (!isMailAddress(address)) throw new Error("Not an address that a letter can go to.");
      return sealLetter(behalf, address, letter);
    }),
  );
}

/**
 * Takes letters of some kinds back that have not left for an address, on behalf of whose key it is: those that wait, and
 * parked ones that somebody could send again. Returns how many.
 */
export async function recallLetters(
  tx: Transaction,
  behalf: PersonKey,
  address: string,
  kinds: string[],
): Promise<number> {
  const waiting = await tx
    .select({ id: mail.id, recipient: mail.recipient })
    .from(mail)
    .where(and(eq(mail.personId, behalf.personId), ne(mail.state, "sent"), inArray(mail.kind, kinds)))
    .limit(200);
  const ids = waiting.flatMap(({ id, recipient }) =>
    normaliseEmail(unseal(behalf, "mail.recipient", recipient)) === normaliseEmail(address) ? [id] : [],
  );
  if (ids.length > 0) await tx.delete(mail).where(inArray(mail.id, ids));
  return ids.length;
}

function sealLetter(key: PersonKey, address: string, letter: Letter) {
  const id = randomUUID();
  const { text, html } = renderLetter(letter);
  return {
    id,
    personId: key.personId,
    kind: letter.kind,
    editionId: letter.editionId,
    recipient: seal(key, "mail.recipient", address),
    subject: seal(key, "mail.subject", letter.subject),
    text: seal(key, "mail.text", text),
    html: seal(key, "mail.html", html),
    unsubscribe: letter.unsubscribe ? seal(key, "mail.unsubscribe", letter.unsubscribe.path) : null,
    messageId: `<${id}@${new URL(env().origin).hostname}>`,
    createdAt: now(),
  };
}

async function enterLetters(tx: Transaction, posted: ReturnType<typeof sealLetter>[]): Promise<string[]> {
  for (let from = 0; from < posted.length; from += batchSize)
    await tx.insert(mail).values(posted.slice(from, from + batchSize));
  if (posted.length > 0) await enqueue(tx, mailJob.queue, {});
  return posted.map(({ id }) => id);
}

/** A letter as text and as HTML. No picture, no style sheet from elsewhere: nothing is fetched when it is opened. */
export function renderLetter(letter: Letter): { text: string; html: string } {
  const links = [letter.link, letter.unsubscribe]
    .filter((link) => link !== undefined)
    .map(({ label, path }) => ({ label, address: `${env().origin}${path}` }));
  const text =
    [...letter.paragraphs, ...links.map(({ label, address }) => `${label}:\n${address}`)].join("\n\n") + "\n";
  const paragraphs = letter.paragraphs.map(
    (paragraph) => `<p>${escapeHtml(paragraph).replaceAll("\n", "<br>")}</p>`,
  );
  const buttons = links.map(
    ({ label, address }) => `<p><a href="${escapeHtml(address)}">${escapeHtml(label)}</a></p>`,
  );
  const html = `<!doctype html><html><head><meta charset="utf-8"><title>${escapeHtml(letter.subject)}</title></head><body style="font:16px/1.5 sans-serif;max-width:36em;margin:2em auto;padding:0 1em">${paragraphs.join("")}${buttons.join("")}</body></html>`;
  return { text, html };
}

/** The address that letters come from. */
export function senderAddress(): string {
  return /<([^<>]+)>/.exec(env().MAIL_FROM)?.[1] ?? env().MAIL_FROM;
}

/** Makes text safe inside HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Letters that are looked up at once; who waits at a screen comes before the rest of them each time. */
const lookedUp = 50;
/** Milliseconds for which a letter is one process's to send: more than a mail server is waited for. */
const claimed = 5 * 60_000;
/** Milliseconds that one run may take; what is left then is the next one's. */
const patience = 4 * 60_000;
/** Days after which a letter is parked that a mail server has put off again and again. */
const mostDays = 3;

/**
 * Sends what waits in the outbox: letters that somebody waits for at a screen first, then the oldest, one after another
 * over one connection. A server that can't be reached costs no letter anything: the next run begins with the same one.
 * Without an SMTP_URL nothing is sent. Returns how many were.
 */
export async function sendWaiting(): Promise<number> {
  const url = env().SMTP_URL;
  if (!url) return 0;
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: 1,
    maxMessages: Infinity,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
  });
  const startedAt = performance.now();
  let sent = 0;
  try {
    for (let ids = await waiting(); ids.length > 0; ids = await waiting())
      for (const id of ids) {
        const outcome = await sendOne(transport, id);
        if (outcome === "unreachable") return sent;
        if (outcome === "sent") sent++;
        if (performance.now() - startedAt > patience) {
          await inTransaction((tx) => enqueue(tx, mailJob.queue, {}));
          return sent;
        }
      }
    return sent;
  } finally {
    transport.close();
  }
}

const isDue = () => and(eq(mail.state, "waiting"), or(isNull(mail.retryAt), lte(mail.retryAt, now())));

/** The next letters to send. Those of somebody who has been erased can't be opened, and stay. */
async function waiting(): Promise<string[]> {
  const rows = await database()
    .select({ id: mail.id })
    .from(mail)
    .innerJoin(vaultKeys, eq(vaultKeys.personId, mail.personId))
    .where(isDue())
    .orderBy(desc(sql`${mail.kind} like 'account.%'`), asc(mail.createdAt), asc(mail.id))
    .limit(lookedUp);
  return rows.map(({ id }) => id);
}

/** Sends a letter, unless another process does or has. */
async function sendOne(transport: Transporter, id: string): Promise<"sent" | "left" | "unreachable"> {
  const db = database();
  const [letter] = await db
    .update(mail)
    .set({ retryAt: new Date(now().getTime() + claimed) })
    .where(and(eq(mail.id, id), isDue()))
    .returning();
  if (!letter) return "left";
  const [row] = await db
    .select({ wrapped: vaultKeys.wrapped, lettersFrom: editions.lettersFrom })
    .from(vaultKeys)
    .leftJoin(editions, letter.editionId ? eq(editions.id, letter.editionId) : sql`false`)
    .where(eq(vaultKeys.personId, letter.personId));
  if (!row) return "left";
  const attempts = letter.attempts + 1;
  try {
    await transport.sendMail(openLetter(openKey(letter.personId, row.wrapped), letter, row.lettersFrom));
  } catch (error) {
    const fault = faultOf(error);
    const isOld = now().getTime() - letter.createdAt.getTime() > mostDays * 86_400_000;
    const parked = fault === "letter" || (fault === "patience" && isOld);
    log().warn({ mailId: id, fault, parked, error: describeError(error).name }, "mail not sent");
    await db
      .update(mail)
      .set({
        lastError: describeError(error).name,
        state: parked ? "parked" : "waiting",
        ...(fault === "server"
          ? { retryAt: null }
          : { attempts, retryAt: new Date(now().getTime() + 60_000 * Math.min(60, 2 ** attempts)) }),
      })
      .where(eq(mail.id, id));
    return fault === "server" ? "unreachable" : "left";
  }
  await db.update(mail).set({ state: "sent", sentAt: now(), attempts, retryAt: null }).where(eq(mail.id, id));
  return "sent";
}

/** Opens a letter. One about a reference names no edition: who is asked for it learns nothing of what it is for. */
function openLetter(key: PersonKey, letter: typeof mail.$inferSelect, lettersFrom: string | null) {
  const name = letter.kind.startsWith("reference.") ? null : lettersFrom;
  const unsubscribe = unseal(key, "mail.unsubscribe", letter.unsubscribe);
  return {
    from: name ? { name, address: senderAddress() } : env().MAIL_FROM,
    to: unseal(key, "mail.recipient", letter.recipient),
    subject: unseal(key, "mail.subject", letter.subject),
    text: unseal(key, "mail.text", letter.text),
    html: unseal(key, "mail.html", letter.html),
    messageId: letter.messageId,
    headers: {
      "Auto-Submitted": "auto-generated",
      ...(unsubscribe
        ? {
            "List-Unsubscribe": `<${env().origin}${unsubscribe}>`,
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
          }
        : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/**
 * Whose fault it is that a letter was not taken: the server's, which would take no other either (not there, busy, does
 * not know us: RFC 5321, 4.2.1 and 3.8); a matter of patience (4xx); or the letter's own (5xx, an address that is none).
 */
function faultOf(error: unknown): "server" | "patience" | "letter" {
  const { code, command, responseCode } = error as { code?: string; command?: string; responseCode?: number };
  if (responseCode === undefined) return code === "EENVELOPE" || code === "EMESSAGE" ? "letter" : "server";
  const isOurs = command?.startsWith("RCPT") || command === "DATA";
  if (!isOurs || responseCode === 421) return "server";
  return responseCode >= 500 ? "letter" : "patience";
}

/** Parked letters wait again: the one with an id, or all of them, of those that are `within`. Returns how many. */
export async function sendParkedAgain(
  tx: Transaction,
  id: string | null,
  within: SQL | undefined,
): Promise<number> {
  const rows = await tx
    .update(mail)
    .set({ state: "waiting", attempts: 0, retryAt: null })
    .where(and(eq(mail.state, "parked"), id === null ? undefined : eq(mail.id, id), within))
    .returning({ id: mail.id });
  if (rows.length > 0) await enqueue(tx, mailJob.queue, {});
  return rows.length;
}

/** Asked for with every letter, and every minute: a run takes all that wait, so one that waits is enough for all. */
export const mailJob: JobKind<Record<string, never>> = {
  queue: "outbox",
  retryLimit: 0,
  retryDelay: 60,
  schedule: "* * * * *",
  isMerged: true,
  async run() {
    await sendWaiting();
  },
};
