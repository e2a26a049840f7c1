import { describe, expect, test } from "vitest";
import { forms } from "#db/schema";
import { loader as questions } from "~/cohorts/routes/questions";
import { database } from "~/platform/database.server";
import { freshUntilHeader } from "~/platform/http/page-cache.server";
import { anEdition, formOf } from "../factories/editions";
import { withTestDatabase } from "../setup/database";
import { outcomeOf } from "../setup/request";

withTestDatabase();

describe("the page of questions", () => {
  interface Told {
    title: string;
    calls: {
      name: string;
      state: string;
      sections: {
        questions: {
          key: string;
          label: string;
          help: string;
          options: string[];
          facts: string[];
          audience: string | null;
        }[];
      }[];
    }[];
  }
  const told = async (language = "en") => {
    const page = await outcomeOf(questions, { path: "/questions", headers: { "Accept-Language": language } });
    expect(page.status).toBe(200);
    expect(Number(page.headers.get(freshUntilHeader))).toBeGreaterThan(Date.now());
    const { title, calls } = page.data as Told;
    const all = calls.flatMap(({ sections }) => sections.flatMap((section) => section.questions));
    return { title, calls, all, of: (key: string) => all.find((question) => question.key === key) };
  };

  test("has all that the open call asks, in the reader's language, with who sees each answer", async () => {
    expect((await told()).calls).toEqual([]);
    await anEdition({ at: "over" });
    const coming = await anEdition({ at: "before-call" });
    expect((await told()).calls).toMatchObject([{ name: coming.name, state: "coming" }]);

    const open = await anEdition();
    const [en, ru] = [await told(), await told("ru")];
    expect([en.title, ru.title]).toEqual(["Questions", "Вопросы"]);
    expect(en.calls).toMatchObject([{ name: open.name, state: "open" }]);
    const { definition } = await formOf(open);
    const asked = definition.sections.flatMap((section) => section.questions);
    expect(en.all.map(({ key, audience }) => [key, audience])).toEqual(
      asked.map(({ key, audience }) => [key, audience]),
    );
    expect(ru.all.map(({ label, help }) => [label, help])).toEqual(
      asked.map(({ label, help }) => [label["ru"], help?.["ru"] ?? ""]),
    );
    expect(en.of("led")).toMatchObject({
      help: "The situation, what you did, what came of it.",
      facts: ["up to 250 words", "needs an answer"],
      audience: "panel",
    });
    expect(ru.of("led")?.facts).toEqual(["до 250 слов", "нужен ответ"]);
    expect(ru.of("skills")?.options).toContain("Привлечение средств");
    expect(ru.of("skills")?.facts[0]).toBe("до 3 вариантов");
    expect(en.of("cv")?.facts).toEqual(["one file of up to 5 MB", "may be left empty"]);
    expect([en.of("harm")?.audience, en.of("gender")?.audience]).toEqual(["office", "balance"]);
  });

  test("has the newest published version of every open call's form, and nothing that is being worked on", async () => {
    const [first, second] = [await anEdition(), await anEdition()];
    const { definition } = await formOf(first);
    const asking = (version: number, label: string, publishedAt: Date | null) => ({
      editionId: first.id,
      version,
      publishedAt,
      createdAt: new Date(),
      definition: {
        ...definition,
        sections: definition.sections.map((section) => ({
          ...section,
          questions: section.questions.map((question) => ({ ...question, label: { en: label } })),
        })),
      },
    });
    await database()
      .insert(forms)
      .values([asking(2, "Published", new Date()), asking(3, "Being worked on", null)]);
    const { calls } = await told();
    expect(calls.map(({ name }) => name)).toEqual(expect.arrayContaining([first.name, second.name]));
    const labels = (name: string) =>
      calls
        .find((call) => call.name === name)
        ?.sections.flatMap((section) => section.questions.map(({ label }) => label));
    expect(new Set(labels(first.name))).toEqual(new Set(["Published"]));
    expect(labels(second.name)).toContain("Year of birth");
  });
});
