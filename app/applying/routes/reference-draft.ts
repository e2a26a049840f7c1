import type { ActionFunctionArgs } from "@remix-run/node";
import { readerWords } from "~/accounts/locale.server";
import { now } from "~/platform/clock.server";
import { notFound, readJson } from "~/platform/http/body.server";
import { readAnswers } from "~/questions/answers";
import { problemText } from "~/questions/problem-text";
import { isStorable, judgeSection } from "../drafts";
import { DraftSave } from "../forms";
import { refereesSection } from "../referees";
import { keepReferenceDraft, readReference, requireReferenceLimit } from "../references.server";

/** Keeps what a referee writes while they write it: the same rules as an applicant's page, answered in JSON. */
export async function action(args: ActionFunctionArgs) {
  await requireReferenceLimit(args);
  const { t, locale } = await readerWords(args);
  const parsed = DraftSave.safeParse(await readJson(args.request));
  if (!parsed.success)
    return Response.json({ text: t("platform:refusal.json-unreadable.text") }, { status: 400 });
  const token = args.params["token"] ?? "";
  const { state, form } = await readReference(token);
  if (state === "dead") throw notFound();
  const section = refereesSection(form);
  const fields = new FormData();
  for (const [name, value] of parsed.data.fields) fields.append(name, value);
  const answers = readAnswers(section, fields);
  const problems = judgeSection(section, answers, []);
  if (!isStorable(problems)) {
    const texts = problems.flatMap((problem) => {
      const question = section.questions.find(({ key }) => key === problem.question);
      return question ? [problemText(question, problem, t, locale)] : [];
    });
    return Response.json({ text: texts[0] ?? "" }, { status: 422 });
  }
  const kept = await keepReferenceDraft(token, { revision: parsed.data.revision, answers });
  if (kept.outcome === "over") return Response.json({ text: t("applying:reference.over") }, { status: 403 });
  if (kept.outcome === "conflict")
    return Response.json({ revision: kept.revision, answers: kept.answers }, { status: 409 });
  return Response.json({ revision: kept.revision, savedAt: now().toISOString() });
}
