import { renderToStaticMarkup } from "react-dom/server";
import { I18nextProvider } from "react-i18next";
import { expect, it, vi } from "vitest";
import type { FormSection } from "~/cohorts/questions";
import { createTranslator } from "~/platform/locale/translate";
import applying from "../words.en.json";
import { SectionForm } from "./section-form";

// Which application a page is of is told by its address; here no page is open.
vi.mock("./application-field", () => ({ ApplicationField: () => null, useApplicationId: () => null }));

const text = (key: string) =>
  ({ key, type: "text", label: { en: key }, required: false, audience: "office", maxCharacters: 9 }) as const;
const consent = (key: string) =>
  ({ key, type: "consent", label: { en: key }, required: true, audience: "office" }) as const;

function pageOf(questions: FormSection["questions"]): string {
  return renderToStaticMarkup(
    <I18nextProvider i18n={createTranslator("en", { en: { applying } })}>
      <SectionForm
        section={{ key: "part", title: { en: "Part" }, questions }}
        answers={{}}
        revision={0}
        countries={[]}
        files={[]}
        problems={[]}
        saved={false}
        isLast
      />
    </I18nextProvider>,
  );
}

it("says openly how data is used, right above what somebody consents to", () => {
  const page = pageOf([text("before"), consent("first"), consent("second")]);
  expect(page).not.toContain("<details");
  const order = ['data-question="before"', applying.data.panel, 'data-question="first"'];
  const places = order.map((part) => page.indexOf(part));
  expect(Math.min(...places)).toBeGreaterThan(-1);
  expect(places).toEqual([...places].sort((a, b) => a - b));
  for (const audience of ["panel", "office", "balance"] as const)
    expect(page.split(applying.data[audience])).toHaveLength(2);
});

it("folds it under the questions where nobody consents, and speaks of those questions alone", () => {
  const page = pageOf([text("before")]);
  expect(page.indexOf("<details")).toBeGreaterThan(page.indexOf('data-question="before"'));
  expect(page).toContain(applying.data.office);
  expect(page).not.toContain(applying.data.panel);
});
