import { and, asc, eq, inArray, or, sql, type SQL } from "drizzle-orm";
import { applications, forms, people, redactions, submissions, traces, vaultKeys } from "#db/schema";
import {
  answersFor,
  formFor,
  formSchema,
  questionsOf,
  type Answers,
  type FormDefinition,
  type FormSection,
} from "~/cohorts/questions";
import type { Queryable } from "~/platform/database.server";
import { markOf, openKey, unseal, unsealJson, type PersonKey } from "~/platform/vault.server";
import { placePassages, textsOf, type HiddenPassage, type Range } from "./blackening";
import { writerFacts } from "./trace-facts";
import { findTraces, groupTraces, type TraceGroup, type TraceRuling } from "./traces";

/** A passage that a coordinator has hidden, in force. */
export interface Redaction extends HiddenPassage {
  madeBy: string;
  madeAt: Date;
}

/** Words that could tell who wrote an application, found in what the panel reads of it. */
export interface FoundTrace extends TraceGroup {
  /** What the ruling on them is kept by: made of what they say under the applicant's key. */
  mark: string;
  /** What a coordinator has ruled; the panel sees them once they are to be shown. */
  ruling: TraceRuling | null;
}

/** What the panel reads of an application, in clear, with all that is kept from it. For the server alone. */
export interface PanelTexts {
  applicationId: string;
  code: string;
  /** Which submission it is of, from 1. */
  number: number;
  sections: FormSection[];
  answers: Answers;
  /** The texts of the answers by place, see `textsOf`. */
  texts: Map<string, string>;
  /** What coordinators have hidden, where it stands now. */
  hidden: Map<string, Range[]>;
  redactions: Redaction[];
  /** Passages of earlier versions that are nowhere in this one. */
  lost: HiddenPassage[];
  /** What a passage says that was hidden in this or an earlier version. */
  saidIn(passage: HiddenPassage): string;
  /** What could tell who wrote it and is not hidden by a coordinator: the panel sees it once it is ruled to be shown. */
  traces: FoundTrace[];
}

/** Most passages that one application may have hidden; far more than anybody needs. */
export const mostRedactions = 500;

/**
 * Opens what the panel reads of these applications, as last submitted, by id. Without those that have submitted nothing,
 * or whose author has been erased. Two statements, however many they are; a third where something was hidden in an
 * earlier version. The caller has checked that the reader may see them.
 */
export async function openPanelTexts(
  db: Queryable,
  applicationIds: readonly string[],
): Promise<Map<string, PanelTexts>> {
  if (applicationIds.length === 0) return new Map();
  const ids = [...applicationIds];
  const [rows, hiding] = await Promise.all([
    db
      .select({
        id: applications.id,
        code: applications.code,
        personId: applications.personId,
        name: people.name,
        email: people.email,
        wrapped: vaultKeys.wrapped,
        formId: forms.id,
        definition: forms.definition,
        number: submissions.number,
        answers: submissions.answers,
        rulings: rulingsByMark,
      })
      .from(applications)
      .innerJoin(people, eq(people.id, applications.personId))
      .innerJoin(vaultKeys, eq(vaultKeys.personId, applications.personId))
      .innerJoin(submissions, and(eq(submissions.applicationId, applications.id), isNewest))
      .innerJoin(forms, eq(forms.id, submissions.formId))
      .where(inArray(applications.id, ids)),
    db
      .select()
      .from(redactions)
      .where(and(inArray(redactions.applicationId, ids), sql`${redactions.liftedAt} is null`))
      .orderBy(asc(redactions.madeAt), asc(redactions.question), asc(redactions.fromAt))
      .limit(mostRedactions * ids.length),
  ]);
  const redactionsOf = Map.groupBy(hiding, ({ applicationId }) => applicationId);
  const earlier = await openEarlier(
    db,
    rows.map((row) => ({
      ...row,
      numbers: (redactionsOf.get(row.id) ?? [])
        .map(({ number }) => number)
        .filter((number) => number !== row.number),
    })),
  );
  const parsed = new Map<string, FormDefinition>();
  return new Map(
    rows.map((row) => {
      const form = parsed.get(row.formId) ?? formSchema.parse(row.definition);
      parsed.set(row.formId, form);
      const opened = openOne(
        row,
        form,
        redactionsOf.get(row.id) ?? [],
        earlier.get(row.id) ?? new Map<number, Texts>(),
      );
      return [row.id, opened];
    }),
  );
}

/** What is open in an application, by its id; 0 or 1 rows. */
export async function openPanelText(db: Queryable, applicationId: string): Promise<PanelTexts | null> {
  return (await openPanelTexts(db, [applicationId])).get(applicationId) ?? null;
}

/** Of several submissions of an application the newest. */
export const isNewest = sql`${submissions.number} = (select max(latest.number) from ${submissions} as latest where latest.application_id = ${applications.id})`;

/** What has been ruled on, in one text: a driver takes longer over many rows. */
const rulingsByMark: SQL<string | null> =
  sql`(select string_agg(concat(ruled.mark, ' ', ruled.ruling), ';') from ${traces} as ruled
    where ruled.application_id = ${applications.id} and ruled.ruling is not null)`;

interface Row {
  id: string;
  code: string;
  personId: string;
  name: Buffer | null;
  email: Buffer | null;
  wrapped: Buffer;
  number: number;
  answers: Buffer;
  rulings: string | null;
}

type Texts = Map<string, string>;

function openOne(
  row: Row,
  form: FormDefinition,
  hiding: readonly (typeof redactions.$inferSelect)[],
  earlier: ReadonlyMap<number, Texts>,
): PanelTexts {
  const key = openKey(row.personId, row.wrapped);
  const all = unsealJson(key, "submission.answers", row.answers) as Answers;
  const answers = answersFor(form, all, "panel");
  const texts = textsOf(answers);
  const inForce = hiding.slice(0, mostRedactions).map((one): Redaction => ({
    id: one.id,
    place: one.question,
    number: one.number,
    from: one.fromAt,
    to: one.toAt,
    madeBy: one.madeBy,
    madeAt: one.madeAt,
  }));
  const textsIn = (number: number): Texts =>
    number === row.number ? texts : (earlier.get(number) ?? new Map<string, string>());
  const { hidden, lost } = placePassages(inForce, { number: row.number, texts }, textsIn);
  const saidIn = ({ number, place, from, to }: HiddenPassage) =>
    (textsIn(number).get(place) ?? "").slice(from, to);
  const facts = writerFacts(form, all, {
    name: unseal(key, "people.name", row.name) ?? "",
    email: unseal(key, "people.email", row.email) ?? "",
  });
  const written = writtenTexts(form, texts);
  const found = findTraces(written, facts, hidden, [...new Set(inForce.map(saidIn))]);
  const rulings = new Map(
    (row.rulings?.split(";") ?? []).map((one) => one.split(" ") as [string, TraceRuling]),
  );
  return {
    applicationId: row.id,
    code: row.code,
    number: row.number,
    sections: formFor(form, "panel", all),
    answers,
    texts,
    hidden,
    redactions: inForce,
    lost,
    saidIn,
    traces: groupTraces(found, texts).map((group) => {
      const mark = markOf(key, "trace", group.plain);
      return { ...group, mark, ruling: rulings.get(mark) ?? null };
    }),
  };
}

/** Texts that somebody has written, and not chosen: an option's name is nobody's. */
function writtenTexts(form: FormDefinition, texts: Texts): Texts {
  const written = new Set(
    questionsOf(form)
      .filter(({ type }) => type === "text" || type === "long-text" || type === "entries")
      .map(({ key }) => key),
  );
  return new Map([...texts].filter(([place]) => written.has(place.split(".")[0] ?? "")));
}

/** The panel's texts in earlier versions, by application and number. Almost always there is none to look up. */
async function openEarlier(
  db: Queryable,
  wanted: readonly (Pick<Row, "id" | "personId" | "wrapped"> & { numbers: readonly number[] })[],
): Promise<Map<string, Map<number, Texts>>> {
  const asked = wanted.filter(({ numbers }) => numbers.length > 0);
  if (asked.length === 0) return new Map();
  const rows = await db
    .select({
      applicationId: submissions.applicationId,
      number: submissions.number,
      answers: submissions.answers,
      definition: forms.definition,
    })
    .from(submissions)
    .innerJoin(forms, eq(forms.id, submissions.formId))
    .where(
      or(
        ...asked.map(({ id, numbers }) =>
          and(eq(submissions.applicationId, id), inArray(submissions.number, [...new Set(numbers)])),
        ),
      ),
    );
  const keys = new Map<string, PersonKey>(asked.map((one) => [one.id, openKey(one.personId, one.wrapped)]));
  const opened = new Map<string, Map<number, Texts>>();
  for (const row of rows) {
    const key = keys.get(row.applicationId);
    if (!key) continue;
    const answers = unsealJson(key, "submission.answers", row.answers) as Answers;
    const texts = textsOf(answersFor(formSchema.parse(row.definition), answers, "panel"));
    const of = opened.get(row.applicationId) ?? new Map<number, Texts>();
    opened.set(row.applicationId, of.set(row.number, texts));
  }
  return opened;
}

/** Everything that the panel does not see of an application's texts: hidden by a coordinator, or not ruled to be shown. */
export function keptFromPanel({ hidden, traces: found }: Pick<PanelTexts, "hidden" | "traces">) {
  const kept = new Map([...hidden].map(([place, ranges]): [string, Range[]] => [place, [...ranges]]));
  for (const { places, ruling } of found) {
    if (ruling === "shown") continue;
    for (const { place, from, to } of places) kept.set(place, [...(kept.get(place) ?? []), { from, to }]);
  }
  return kept;
}
