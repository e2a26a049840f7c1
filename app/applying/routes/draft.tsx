import type { ActionFunctionArgs } from "@remix-run/node";
import { readerWords } from "~/accounts/locale.server";
import { notFound, readJson } from "~/platform/http/body.server";
import { readPosted } from "../posted.server";
import { keepSection } from "../sections.server";
import { DraftSave } from "../forms";
import { requireOwnApplication, theOneMeant } from "../guards.server";
import { problemText } from "~/questions/problem-text";

/** Saves a page of the form while somebody types: the same rules as its button, answered in JSON. */
export async function action(args: ActionFunctionArgs) {
  const found = await requireOwnApplication(args);
  const { t, locale } = await readerWords(args);
  const parsed = DraftSave.safeParse(await readJson(args.request));
  if (!parsed.success)
    return Response.json({ text: t("platform:refusal.json-unreadable.text") }, { status: 400 });
  const { fields } = parsed.data;
  const named = fields.find(([name]) => name === "application")?.[1];
  const { viewer, own, lock } = await theOneMeant(found, named, "itself");
  const refuseLocked = (why: NonNullable<typeof lock>) =>
    Response.json(
      { lock: why, text: t(`applying:lock.${why}.title`) },
      { status: why === "closed" ? 403 : 409 },
    );
  if (lock) return refuseLocked(lock);

  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  const posted = await readPosted(own, args.params["section"], form);
  if (!posted) throw notFound();
  const { section } = posted;
  const outcome = await keepSection(viewer, own, section, { ...posted, revision: parsed.data.revision });
  if (outcome.outcome === "refused") {
    const texts = outcome.problems.flatMap((problem) => {
      const question = section.questions.find(({ key }) => key === problem.question);
      return question ? [{ question: question.key, text: problemText(question, problem, t, locale) }] : [];
    });
    return Response.json({ problems: texts, text: texts[0]?.text ?? "" }, { status: 422 });
  }
  if (outcome.outcome === "locked") return refuseLocked(outcome.lock);
  if (outcome.outcome === "conflict")
    return Response.json({ revision: outcome.revision, answers: outcome.answers }, { status: 409 });
  return Response.json({ revision: outcome.revision, savedAt: outcome.savedAt.toISOString() });
}
