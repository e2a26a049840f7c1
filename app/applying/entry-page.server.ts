import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCoordinator, type Edition } from "~/cohorts/editions.server";
import type { FormSection } from "~/cohorts/questions";
import type { Viewer } from "~/accounts/session.server";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { getEntry, type Entry } from "./entries.server";

/** The coordinator and the application being typed in that a URL names, and its section where it names one. */
export async function requireEntry(
  asking: LoaderFunctionArgs,
): Promise<{ viewer: Viewer; edition: Edition; entry: Entry }> {
  const { viewer, edition } = await requireCoordinator(asking, asking.params["edition"]);
  return { viewer, edition, entry: await getEntry(database(), edition, asking.params["code"]) };
}

/** {@link requireEntry} with the section that the URL names. */
export async function requireEntrySection(asking: LoaderFunctionArgs): Promise<{
  viewer: Viewer;
  edition: Edition;
  entry: Entry;
  section: FormSection;
  next: FormSection | null;
}> {
  const found = await requireEntry(asking);
  const { sections } = found.entry.form;
  const index = sections.findIndex(({ key }) => key === asking.params["section"]);
  const section = sections[index];
  if (!section) throw notFound();
  return { ...found, section, next: sections[index + 1] ?? null };
}
