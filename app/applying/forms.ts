import { z } from "zod";
import { says } from "~/platform/forms";

/** The number of saves that a page of the form was made from. */
export const RevisionField = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

/** What the small script of a form page sends to save it: fields as the page's form would post them. */
export const DraftSave = z.object({
  revision: z.number().int().min(0).max(1_000_000_000),
  fields: z.array(z.tuple([z.string().max(200), z.string()])).max(2000),
});

/** Where to go once a page of the form is saved. */
export const NextStep = z.enum(["on", "overview", "file"]).catch("on");

/** A later deadline for one person: a wall-clock moment in the edition's zone, and why. */
export const ExtensionForm = z.object({
  until: z.iso
    .datetime({ error: says("platform:error.date"), abort: true, local: true, precision: -1 })
    .regex(/T\d\d:\d\d$/, { error: says("platform:error.date"), abort: true }),
  reason: z.string().trim().min(1).max(1000),
});

/** Somebody whose application came by mail or on paper. */
export const EntryForm = z.object({
  name: z.string().trim().min(1).max(120),
  email: z.email().max(254).optional(),
  locale: z.enum(["en", "ru"]),
});

/** The day on which an application on paper was received; empty for today. */
export const ReceivedOn = z.union([z.literal("").transform(() => null), z.iso.date()]);
