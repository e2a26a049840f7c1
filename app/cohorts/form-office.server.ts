import type { LoaderFunctionArgs } from "@remix-run/node";
import { readerWords } from "~/accounts/locale.server";
import type { Viewer } from "~/accounts/session.server";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { worded } from "~/questions/wording";
import { listCoordinatedEditions, requireCoordinator, type Edition } from "./editions.server";
import { changesBetween, hasChanges, type FormChanges } from "./form-editing";
import { faultText } from "./form-faults";
import {
  countDrafts,
  getEditedForm,
  type EditedForm,
  type FormChange,
  type FormEdit,
  type FormKind,
} from "./form-versions.server";
import { translationOf } from "./form-wordings";

type Args = Pick<LoaderFunctionArgs, "request" | "context" | "params">;

/** The forms of an edition by the word that stands for them in an address. */
const kinds = new Map<string, FormKind>([
  ["form", "application"],
  ["reference", "reference"],
]);

/** A coordinator at work on a form of their edition. */
export interface FormOffice {
  viewer: Viewer;
  edition: Edition;
  kind: FormKind;
  form: EditedForm;
  /** Where the form's pages begin. */
  path: string;
}

/** The form that a URL names, for the coordinators of its edition; for anyone else it is not there. */
export async function requireForm(args: Args): Promise<FormOffice> {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const word = args.params["form"] ?? "";
  const kind = kinds.get(word);
  if (!kind) throw notFound();
  const form = await getEditedForm(database(), edition.id, kind);
  return { viewer, edition, kind, form, path: `/office/${edition.slug}/call/${word}` };
}

/** A change by this coordinator to the state of the form that their page showed. */
export function editBy({ viewer, edition, kind }: FormOffice, posted: FormData): FormEdit {
  const seen = posted.get("seen");
  return {
    actorId: viewer.personId,
    editionId: edition.id,
    kind,
    seen: typeof seen === "string" ? seen : "",
  };
}

/** Why a change was not made, in words. */
export interface FormRefusal {
  isStale: boolean;
  texts: string[];
}

/** The refusal of a change that was not made; a change that was made has none. */
export async function refusalOf(args: Args, change: FormChange): Promise<FormRefusal | null> {
  if (change.outcome === "changed") return null;
  if (change.outcome === "stale") return { isStale: true, texts: [] };
  const { t } = await readerWords(args);
  return { isStale: false, texts: change.faults.map((fault) => faultText(fault, change.raw, t)) };
}

/** The form with everything that its builder shows. */
export async function readBuilder(args: Args) {
  const office = await requireForm(args);
  const { locale, t } = await readerWords(args);
  const { form, edition, path, kind } = office;
  const { definition } = form;
  return {
    title: t(`cohorts:builder.title.${kind}`),
    kind,
    path,
    /** Every form of the edition, to change between them. */
    forms: [...kinds].map(([word, one]) => ({
      kind: one,
      to: `/office/${edition.slug}/call/${word}`,
      current: one === kind,
    })),
    back: `/office/${edition.slug}/call`,
    locale,
    seen: form.token,
    version: form.published.version,
    published: form.published.definition,
    definition,
    translation: translationOf(definition),
    pending: form.isWorking ? summaryOf(changesBetween(form.published.definition, definition), locale) : null,
  };
}

/** What is not yet published, and whom it will reach. */
export async function readPublication(args: Args) {
  const office = await requireForm(args);
  const { locale, t } = await readerWords(args);
  const { form, edition, path, kind } = office;
  return {
    title: t("cohorts:builder.publish.title"),
    path,
    kind,
    seen: form.token,
    version: form.published.version,
    isWorking: form.isWorking,
    pending: summaryOf(changesBetween(form.published.definition, form.definition), locale),
    translation: translationOf(form.definition),
    drafts: kind === "application" ? await countDrafts(edition.id) : 0,
  };
}

export type PendingChanges = ReturnType<typeof summaryOf>;

function summaryOf(changes: FormChanges, locale: string) {
  const labels = (questions: FormChanges["added"]) => questions.map(({ label }) => worded(label, locale));
  return {
    any: hasChanges(changes),
    added: labels(changes.added),
    removed: labels(changes.removed),
    changed: labels(changes.changed),
    moved: labels(changes.moved),
    sections: changes.sections,
    eligibility: changes.eligibility,
  };
}

/** What a form can be begun with, from elsewhere. */
export async function readBringIn(args: Args) {
  const office = await requireForm(args);
  const { t } = await readerWords(args);
  const editions = await listCoordinatedEditions(office.viewer);
  return {
    title: t("cohorts:builder.bring-in"),
    path: office.path,
    seen: office.form.token,
    editions: editions.filter(({ id }) => id !== office.edition.id).map(({ slug, name }) => ({ slug, name })),
  };
}
