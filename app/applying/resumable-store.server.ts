import type { Readable } from "node:stream";
import { DataStore, ERRORS, Upload } from "@tus/utils";
import { and, desc, eq, notInArray, sql } from "drizzle-orm";
import { uploadParts, uploads } from "#db/schema";
import { now } from "~/platform/clock.server";
import { database, inTransaction } from "~/platform/database.server";
import { sealBytes, sealJson, unsealJson } from "~/platform/vault.server";
import type { Applicant } from "./applications.server";
import { sniffedBytes } from "./cleaning/taken";

/** Hours that an upload on its way is kept without a sign of life. */
export const uploadHours = 24;

/** Uploads on their way that one application may have; beginning another ends the oldest. */
const mostAtOnce = 4;

/** Bytes that are sealed and stored together. What has arrived when a connection breaks is stored too. */
const pieceSize = 256 * 1024;

/** What the tus server answers instead of doing what it was asked: a status and a body. */
export class Refused extends Error {
  readonly status_code: number;
  readonly body: string;

  constructor(answer: { status_code: number; body: string }) {
    super(answer.body);
    this.status_code = answer.status_code;
    this.body = answer.body;
  }
}

/** What is sealed of an upload on its way. */
export interface UploadDetails {
  name: string;
  /** When the file was last changed, as the device says: with name and size it tells whether it is the same file. */
  modified: string;
}

export function openDetails(actor: Applicant, sealed: Buffer): UploadDetails {
  return unsealJson(actor.key, "upload.details", sealed) as UploadDetails;
}

/**
 * Uploads on their way, of one person's own application, for the tus server: each piece is sealed under the person's
 * key, so that nothing lies in clear on a disk, and stored in the database, so that any process can go on with it.
 * Another person's upload is not found. How far it is moves in one statement: of two that send the same piece at once
 * one is told 409, and nothing is stored twice.
 */
export class SealedStore extends DataStore {
  override extensions = ["creation", "termination"];

  constructor(
    private readonly actor: Applicant,
    private readonly applicationId: string,
    /** Looks at the first bytes of an upload, before any of it is stored; throws what refuses it. */
    private readonly look?: (id: string, first: Uint8Array) => Promise<void>,
  ) {
    super();
  }

  private own(id: string) {
    return and(
      eq(uploads.id, id),
      eq(uploads.applicationId, this.applicationId),
      eq(uploads.personId, this.actor.personId),
    );
  }

  override async create(upload: Upload): Promise<Upload> {
    const at = now();
    await inTransaction(async (tx) => {
      const kept = tx
        .select({ id: uploads.id })
        .from(uploads)
        .where(eq(uploads.applicationId, this.applicationId))
        .orderBy(desc(uploads.updatedAt))
        .limit(mostAtOnce - 1);
      await tx
        .delete(uploads)
        .where(and(eq(uploads.applicationId, this.applicationId), notInArray(uploads.id, kept)));
      await tx.insert(uploads).values({
        id: upload.id,
        applicationId: this.applicationId,
        personId: this.actor.personId,
        question: upload.metadata?.["question"] ?? "",
        name: sealJson(this.actor.key, "upload.details", {
          name: upload.metadata?.["filename"] ?? "",
          modified: upload.metadata?.["modified"] ?? "",
        } satisfies UploadDetails),
        size: upload.size ?? 0,
        createdAt: at,
        updatedAt: at,
      });
    });
    return upload;
  }

  override async getUpload(id: string): Promise<Upload> {
    const [row] = await database().select().from(uploads).where(this.own(id));
    if (!row) throw new Refused(ERRORS.FILE_NOT_FOUND);
    if (now().getTime() - row.updatedAt.getTime() > uploadHours * 3_600_000)
      throw new Refused(ERRORS.FILE_NO_LONGER_EXISTS);
    return new Upload({ id, size: row.size, offset: row.received });
  }

  override async write(stream: Readable, id: string, offset: number): Promise<number> {
    let at = offset;
    let waiting: Buffer[] = [];
    let size = 0;
    let isNew = offset === 0;
    const store = async () => {
      if (size === 0) return;
      const piece = Buffer.concat(waiting);
      if (isNew && size >= sniffedBytes) await this.look?.(id, piece);
      isNew = false;
      waiting = [];
      size = 0;
      await this.store(id, at, piece);
      at += piece.length;
    };
    try {
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        waiting.push(chunk);
        size += chunk.length;
        if (size >= (isNew ? sniffedBytes : pieceSize)) await store();
      }
    } catch (error) {
      // What came before the connection broke need not be sent again. What the store itself refused is another matter.
      if (!(error instanceof Refused)) await store();
      throw error;
    }
    await store();
    return at;
  }

  private async store(id: string, offset: number, piece: Buffer): Promise<void> {
    await inTransaction(async (tx) => {
      const [moved] = await tx
        .update(uploads)
        .set({ received: offset + piece.length, updatedAt: now() })
        .where(
          and(this.own(id), eq(uploads.received, offset), sql`${uploads.size} >= ${offset + piece.length}`),
        )
        .returning({ id: uploads.id });
      if (!moved) throw new Refused(ERRORS.INVALID_OFFSET);
      await tx
        .insert(uploadParts)
        .values({ uploadId: id, offset, content: sealBytes(this.actor.key, "upload.part", piece) });
    });
  }

  override async remove(id: string): Promise<void> {
    const gone = await database().delete(uploads).where(this.own(id)).returning({ id: uploads.id });
    if (gone.length === 0) throw new Refused(ERRORS.FILE_NOT_FOUND);
  }
}
