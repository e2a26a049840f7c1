import { and, eq } from "drizzle-orm";
import { tags } from "#db/schema";
import { inTransaction } from "~/platform/database.server";
import { parseForm } from "~/platform/forms";
import { NewTag, PresentTag } from "./note-forms";
import { addTag, findOrMakeTag } from "./tags.server";

export type Tagging =
  { kind: "tagged" } | { kind: "not-found" } | { kind: "problem"; typed: string; message: string };

/** Puts a tag on an application as a form says: one of the edition's by its id, or a new one by its name. */
export async function tagApplication(
  actorId: string,
  editionId: string,
  applicationId: string,
  form: FormData,
): Promise<Tagging> {
  const present = PresentTag.safeParse(form.get("tag"));
  const typed = form.get("name");
  const named = present.success ? null : parseForm(form, NewTag);
  if (named && named.status !== "success")
    return {
      kind: "problem",
      typed: typeof typed === "string" ? typed : "",
      message: named.error?.["name"]?.[0] ?? "platform:error.required",
    };
  return inTransaction(async (tx) => {
    let tagId = present.data;
    if (named?.status === "success") tagId = await findOrMakeTag(tx, editionId, named.value.name, actorId);
    const [known] = await tx
      .select({ id: tags.id })
      .from(tags)
      .where(and(eq(tags.editionId, editionId), eq(tags.id, tagId ?? "")));
    if (!known) return { kind: "not-found" };
    await addTag(tx, { applicationId, tagId: known.id, actorId });
    return { kind: "tagged" };
  });
}
