import { z } from "zod";
import { TagName } from "./tag-names";

/** Characters that a note may have. */
export const noteLimit = 4000;

export const NoteForm = z.object({
  text: z
    .string()
    .transform((text) => text.replaceAll("\r\n", "\n").trim())
    .pipe(z.string().min(1).max(noteLimit)),
});

/** A tag that the edition has. */
export const PresentTag = z.uuid();

/** A new tag, by its name. */
export const NewTag = z.object({ name: TagName });
