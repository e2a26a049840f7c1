import { z } from "zod";

/** Characters that a message may have. */
export const messageLimit = 2000;

/** A message: text alone, with its line breaks as the browser's form sends them made plain. */
export const MessageForm = z.object({
  text: z
    .string()
    .transform((text) => text.replaceAll("\r\n", "\n").trim())
    .pipe(z.string().min(1).max(messageLimit)),
});
