import type { LoaderFunctionArgs } from "@remix-run/node";
import { MemoryLocker, Server } from "@tus/server";
import { and, eq, gt, lt } from "drizzle-orm";
import { uploadParts, uploads } from "#db/schema";
import { readerWords } from "~/accounts/locale.server";
import { questionsOf } from "~/cohorts/questions";
import { now } from "~/platform/clock.server";
import { database, type Queryable } from "~/platform/database.server";
import { env } from "~/platform/env.server";
import { isCleanText, notFound } from "~/platform/http/body.server";
import { withinLimit } from "~/platform/limits.server";
import { describeError, log } from "~/platform/log.server";
import type { Translate } from "~/platform/locale/translate";
import { newToken, unsealBytes } from "~/platform/vault.server";
import type { Lock } from "./access";
import type { Applicant, OwnApplication } from "./applications.server";
import { requireOwnApplication, theOneMeant } from "./guards.server";
import { openDetails, Refused, SealedStore, uploadHours } from "./resumable-store.server";
import { cleaningTurns } from "./cleaning/cleaning.server";
import {
  isTaken,
  refusalStatus,
  storeFile,
  type FileQuestion,
  type Refusal,
  type Upload,
} from "./uploads.server";
import { refusalText, waitText } from "./upload-words";

/** Uploads that one person may begin in an hour. */
const beginLimit = { name: "upload-begin", points: 60, windowSeconds: 3600 };

/** In one process a second request for an upload waits for the first; between processes the store itself decides. */
const locker = new MemoryLocker();

/**
 * Answers a request of the tus protocol (1.0.0: creation, termination) for the asker's own application. An upload that
 * is whole is judged, cleaned and kept exactly as one that came with a form.
 */
export async function answerResumable(asking: LoaderFunctionArgs): Promise<Response> {
  const found = await requireOwnApplication(asking);
  const { request, params } = asking;
  const id = params["id"];
  if (id !== undefined && !/^[\w-]{43}$/.test(id)) throw notFound();
  const named = id === undefined ? namedBy(request) : await applicationOf(found.viewer, id);
  if (request.method === "GET" && named !== null)
    return sayHowLong(found.viewer, (await readerWords(asking)).t);
  const { viewer, own, lock } = await theOneMeant(found, named, "itself");
  if (!["POST", "HEAD", "PATCH", "DELETE", "OPTIONS"].includes(request.method)) throw notFound();
  const { t } = await readerWords(asking);
  const refuse = (reason: Refusal, question?: FileQuestion) =>
    saying(refusalStatus[reason], reason, refusalText(reason, question, t));
  const server = new Server({
    path: "/application/uploads",
    relativeLocation: true,
    datastore: new SealedStore(viewer, own.application.id, async (uploadId, first) => {
      const [upload] = await database()
        .select({ question: uploads.question })
        .from(uploads)
        .where(and(eq(uploads.id, uploadId), eq(uploads.personId, viewer.personId)));
      const question = findFileQuestion(own, upload?.question);
      if (!question || isTaken(question, first)) return;
      await database().delete(uploads).where(eq(uploads.id, uploadId));
      throw refuse("wrong-type", question);
    }),
    locker,
    allowedOrigins: [env().origin],
    namingFunction: () => newToken(),
    async onUploadCreate(_request, upload) {
      const { filename, question: key, modified } = upload.metadata ?? {};
      const question = findFileQuestion(own, key);
      const texts = [filename ?? "", modified ?? ""];
      if (!question || !texts.every((text) => isCleanText(text) && text.length <= 300))
        throw refuse("missing");
      if (!upload.size) throw refuse("empty", question);
      if (upload.size > question.maxBytes) throw refuse("too-large", question);
      requireOpen(lock, t);
      if (!(await withinLimit(beginLimit, viewer.personId))) throw refuse("too-often", question);
      return {};
    },
    async onIncomingRequest(incoming, uploadId) {
      // The last answer may have been lost, or the process ended between the last piece and the judgement.
      if (incoming.method === "HEAD") await judgeWhole(viewer, own, uploadId, refuse, t);
      if (incoming.method === "PATCH") requireOpen(lock, t);
    },
    async onUploadFinish(_request, upload) {
      await judgeWhole(viewer, own, upload.id, refuse, t);
      return {};
    },
    onResponseError(_request, error) {
      if ("status_code" in error) return { status_code: error.status_code, body: error.body };
      log().error({ error: describeError(error) }, "resumable upload");
      return { status_code: 500, body: "" };
    },
  });
  const answer = await server.handleWeb(request);
  answer.headers.set("Cache-Control", "no-store");
  return answer;
}

/** What the page says of a file that has arrived while it waits to be judged. */
function sayHowLong(actor: Applicant, t: Translate): Response {
  return Response.json(
    { text: waitText(cleaningTurns.aheadOf(actor.personId), t) },
    { headers: { "Cache-Control": "no-store" } },
  );
}

/** The application that a new upload says it is for, by the page that it was begun on. */
function namedBy(request: Request): string | null {
  const pairs = (request.headers.get("Upload-Metadata") ?? "")
    .split(",")
    .map((pair) => pair.trim().split(" "));
  const value = pairs.find(([key]) => key === "application")?.[1];
  return value ? Buffer.from(value, "base64").toString("utf8") : null;
}

/** The application that somebody's upload under way is for; null where there is no such upload. */
async function applicationOf(actor: Applicant, uploadId: string): Promise<string | null> {
  const [upload] = await database()
    .select({ applicationId: uploads.applicationId })
    .from(uploads)
    .where(and(eq(uploads.id, uploadId), eq(uploads.personId, actor.personId)));
  return upload?.applicationId ?? null;
}

/** The question of the form that an upload names, if it asks for a file. */
function findFileQuestion(own: OwnApplication, key: string | null | undefined): FileQuestion | undefined {
  return questionsOf(own.form)
    .filter((question) => question.type === "file")
    .find((question) => question.key === key);
}

/** Refuses what comes for an application that can no longer be changed, as it stands now. */
function requireOpen(lock: Lock, t: Translate): void {
  if (lock) throw saying(lock === "closed" ? 403 : 409, "locked", t(`applying:lock.${lock}.title`));
}

/** An answer with a sentence that the page shows. */
function saying(status: number, reason: string, text: string): Refused {
  return new Refused({ status_code: status, body: JSON.stringify({ reason, text }) });
}

/** Uploads that are being judged: who asks again meanwhile, after a lost answer, waits for the same judgement. */
const judging = new Map<string, Promise<Upload>>();

/** Makes a file of an upload that is whole. One whose pieces were taken away before has been stored. */
async function judge(
  actor: Applicant,
  own: OwnApplication,
  upload: typeof uploads.$inferSelect,
  question: FileQuestion | undefined,
): Promise<Upload> {
  if (!question) return { outcome: "refused", reason: "missing" };
  const parts = await database()
    .select()
    .from(uploadParts)
    .where(eq(uploadParts.uploadId, upload.id))
    .orderBy(uploadParts.offset);
  if (parts.length === 0) return { outcome: "stored" };
  const bytes = Buffer.concat(parts.map(({ content }) => unsealBytes(actor.key, "upload.part", content)));
  const { name } = openDetails(actor, upload.name);
  return storeFile(actor, own.application.id, question, { name, bytes }, async (tx) => {
    // Of two processes that find the upload whole, one takes its pieces away and stores the file.
    const taken = await tx
      .delete(uploadParts)
      .where(eq(uploadParts.uploadId, upload.id))
      .returning({ offset: uploadParts.offset });
    return taken.length > 0;
  });
}

/** Judges an upload whose every piece is there and makes it a file. One that is not whole, or was judged before, is left alone. */
async function judgeWhole(
  actor: Applicant,
  own: OwnApplication,
  uploadId: string,
  refuse: (reason: Refusal, question?: FileQuestion) => Refused,
  t: Translate,
): Promise<void> {
  const isOwn = and(eq(uploads.id, uploadId), eq(uploads.personId, actor.personId));
  const [upload] = await database()
    .select()
    .from(uploads)
    .where(and(isOwn, eq(uploads.applicationId, own.application.id), eq(uploads.received, uploads.size)));
  if (!upload) return;
  const question = findFileQuestion(own, upload.question);
  const judged = judging.get(uploadId) ?? judge(actor, own, upload, question);
  judging.set(uploadId, judged);
  const outcome = await judged.finally(() => judging.delete(uploadId));
  if (outcome.outcome === "stored") return;
  await database().delete(uploads).where(isOwn);
  if (outcome.outcome === "refused") throw refuse(outcome.reason, question);
  const { lock } = outcome;
  throw saying(lock === "closed" ? 403 : 409, "locked", t(`applying:lock.${lock}.title`));
}

/** An upload of one's own that was interrupted: enough to go on with it when the same file is chosen. */
export interface UnfinishedUpload {
  id: string;
  question: string;
  name: string;
  modified: string;
  size: number;
  received: number;
}

/** The uploads of an application that the caller has found to be the actor's own that have begun and are not whole. */
export async function listUnfinished(
  db: Queryable,
  actor: Applicant,
  applicationId: string,
): Promise<UnfinishedUpload[]> {
  const rows = await db
    .select()
    .from(uploads)
    .where(
      and(
        eq(uploads.applicationId, applicationId),
        eq(uploads.personId, actor.personId),
        lt(uploads.received, uploads.size),
        gt(uploads.received, 0),
        gt(uploads.updatedAt, new Date(now().getTime() - uploadHours * 3_600_000)),
      ),
    )
    .orderBy(uploads.updatedAt);
  return rows.map(({ id, question, size, received, name }) => ({
    id,
    question,
    size,
    received,
    ...openDetails(actor, name),
  }));
}

/** Deletes uploads that nobody has gone on with for a day. Returns how many. */
export async function deleteOldUploads(): Promise<number> {
  const before = new Date(now().getTime() - uploadHours * 3_600_000);
  const gone = await database()
    .delete(uploads)
    .where(lt(uploads.updatedAt, before))
    .returning({ id: uploads.id });
  return gone.length;
}
