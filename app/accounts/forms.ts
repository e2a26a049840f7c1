import { z } from "zod";
import { says } from "~/platform/forms";

/** The longest password that is taken; longer ones only cost time. */
const longestPassword = 200;

const email = z.email().max(254);
const givenPassword = z.string().min(1).max(longestPassword);
const newPassword = z
  .string()
  .min(10)
  .max(longestPassword)
  .refine((value) => new Set(value).size >= 5, says("accounts:error.weak-password"));

/** Where to go on to afterwards, to be judged by `localPath`. One that is no text or too long is left out: nobody typed it. */
const to = z.string().max(500).default("").catch("");

export const LogInForm = z.object({ email, password: givenPassword, to });
export const SignUpForm = z.object({
  email,
  password: newPassword,
  to,
  zone: z.string().max(60).optional(),
});
export const ConfirmationForm = z.object({ password: givenPassword });
/** An address that a letter is asked for to. */
export const LetterForm = z.object({ email, to });
export const RecoveryForm = z.object({ password: newPassword });
export const InvitationForm = z.object({ name: z.string().trim().min(1).max(100), password: newPassword });
export const ProfileForm = z.object({
  name: z.string().trim().max(100).default(""),
  locale: z.enum(["en", "ru"]),
  zone: z.string().max(60).default(""),
  leaving: z.literal("on").optional(),
});
export const PasswordForm = z
  .object({ current: givenPassword, password: newPassword })
  .refine(({ current, password }) => current !== password, {
    path: ["password"],
    error: says("accounts:error.same-password"),
  });
export const InviteForm = z.object({
  email,
  role: z.enum(["coordinator", "panelist", "facilitator", "mentor", "admin"]),
  edition: z.string().max(60).optional(),
});
