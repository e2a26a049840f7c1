import { randomUUID } from "node:crypto";
import { and, eq, inArray, lt, sql } from "drizzle-orm";
import { createTransport, type Transporter } from "nodemailer";
import { mail, people, vaultKeys } from "#db/schema";
import { now } from "./clock.server";
import { database, inTransaction, type Transaction } from "./database.server";
import { env } from "./env.server";
import { enqueue, enqueueAll, type JobKind } from "./jobs.server";
import { describeError, log } from "./log.server";
import { isMailAddress } from "./mail-address";
import { normaliseEmail, openKey, seal, unseal, type PersonKey } from "./vault.server";

/** A letter before it is addressed. The subject must give nothing away over a shoulder. */
export interface Letter {
  /** Which letter it is, such as "account.confirmation"; shown in the outbox. */
  kind: string;
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
 * Takes letters of some kinds back that still wait to be sent to an address, on behalf of whose key it is. What has
 * left has left. Returns how many.
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
    .where(and(eq(mail.personId, behalf.personId), eq(mail.state, "waiting"), inArray(mail.kind, kinds)))
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
  await enqueueAll(
    tx,
    mailJob.queue,
    posted.map(({ id }) => ({ mailId: id })),
  );
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

/** Makes text safe inside HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

let transport: { url: string; transporter: Transporter } | undefined;

function mailServer(url: string): Transporter {
  if (transport?.url !== url) {
    transport?.transporter.close();
    transport = { url, transporter: createTransport(url) };
  }
  return transport.transporter;
}

const maxAttempts = 8;

/** Sends one letter. Throws when the server refuses, so that the job is tried again; parks it after {@link maxAttempts}. */
export async function sendMail(mailId: string): Promise<void> {
  const url = env().SMTP_URL;
  if (!url) return;
  const [row] = await database()
    .select({ mail, wrapped: vaultKeys.wrapped })
    .from(mail)
    .innerJoin(vaultKeys, eq(vaultKeys.personId, mail.personId))
    .where(and(eq(mail.id, mailId), eq(mail.state, "waiting")));
  if (!row) return;
  const key = openKey(row.mail.personId, row.wrapped);
  const unsubscribe = unseal(key, "mail.unsubscribe", row.mail.unsubscribe);
  try {
    await mailServer(url).sendMail({
      from: env().MAIL_FROM,
      to: unseal(key, "mail.recipient", row.mail.recipient),
      subject: unseal(key, "mail.subject", row.mail.subject),
      text: unseal(key, "mail.text", row.mail.text),
      html: unseal(key, "mail.html", row.mail.html),
      messageId: row.mail.messageId,
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
    });
  } catch (error) {
    const attempts = row.mail.attempts + 1;
    const parked = attempts >= maxAttempts;
    await database()
      .update(mail)
      .set({ attempts, lastError: describeError(error).name, state: parked ? "parked" : "waiting" })
      .where(eq(mail.id, mailId));
    log().warn({ mailId, attempts, parked, error: describeError(error).name }, "mail not sent");
    if (!parked) throw new Error("The mail server did not take the letter.");
    return;
  }
  await database()
    .update(mail)
    .set({ state: "sent", sentAt: now(), attempts: row.mail.attempts + 1 })
    .where(eq(mail.id, mailId));
}

export const mailJob: JobKind<{ mailId: string }> = {
  queue: "mail",
  retryLimit: maxAttempts,
  retryDelay: 15,
  run: ({ mailId }) => sendMail(mailId),
};

/** Finds letters that no job is looking after (posted by a one-off command, or before SMTP was set) and queues them. */
export const mailSweepJob: JobKind<Record<string, never>> = {
  queue: "mail-sweep",
  retryLimit: 0,
  retryDelay: 60,
  schedule: "*/5 * * * *",
  async run() {
    if (!env().SMTP_URL) return;
    await inTransaction(async (tx) => {
      const waiting = await tx
        .select({ id: mail.id })
        .from(mail)
        .where(
          and(
            eq(mail.state, "waiting"),
            eq(mail.attempts, 0),
            lt(mail.createdAt, sql`now() - interval '2 minutes'`),
          ),
        )
        .limit(200);
      for (const { id } of waiting) await enqueue(tx, mailJob.queue, { mailId: id });
    });
  },
};
