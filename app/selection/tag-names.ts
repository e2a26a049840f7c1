import { z } from "zod";
import { says } from "~/platform/forms";

/** Characters that a tag's name may have: it stands in a narrow column. */
export const tagNameLimit = 40;

/**
 * A tag's name as it is kept: spaces tidied. It stands in clear, in lists and in the database, so an address or a
 * telephone number in it is refused; that it must say nothing of a person is said beside the field.
 */
export const TagName = z
  .string()
  .transform((text) =>
    text
      .normalize("NFC")
      .replaceAll(/[\s\p{Cc}]+/gu, " ")
      .trim(),
  )
  .pipe(
    z
      .string()
      .min(1)
      .max(tagNameLimit)
      .refine((name) => !/@|\d{6,}/.test(name), says("selection:tags.error.personal")),
  );
