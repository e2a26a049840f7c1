import { describe, expect, test } from "vitest";
import { questionSchema, type FormDefinition, type Question } from "~/questions/definition";
import { beginHere, readHere } from "./import-reading";

const asked = (type: Question["type"], key: string, en: string, more: Record<string, unknown> = {}) =>
  questionSchema.parse({ key, type, label: { en, ru: `${en} по-русски` }, audience: "office", ...more });
const options = (...labels: string[]) =>
  labels.map((en) => ({ value: en.toLowerCase().replaceAll(" ", "."), label: { en, kk: " " } }));

const form: FormDefinition = {
  sections: [
    {
      key: "about",
      title: { en: "About" },
      questions: [
        asked("date", "born", "Date of birth"),
        asked("number", "people", "How many people live there"),
        asked("number", "share", "Share", { decimal: true }),
        asked("scale", "sure", "How sure are you", { from: 1, to: 5 }),
        asked("country", "residence", "Country where you live", { only: "any" }),
        asked("choice", "role", "Your role in it", { options: options("Lead", "Member", "Other") }),
        asked("choices", "skills", "Skills that you look for", {
          options: options("Law", "Risk management", "Press, radio and TV", "Other"),
          most: 4,
        }),
        asked("long-text", "essay", "Essay, at most, ten words", { maxWords: 10 }),
        asked("consent", "notice", "I have read the notice"),
      ],
    },
  ],
};

const rules = {
  form,
  countries: ["KG"],
  zone: "Europe/Prague",
  now: new Date("2026-12-01T00:00:00Z"),
  allowGaps: true,
  manners: {},
};

/** Reads a file as it is read once it was brought: first to guess its columns, then row by row. */
function bring(text: string, manners: Record<string, string> = {}) {
  const bytes = new TextEncoder().encode(text);
  const begun = beginHere({ bytes, form });
  if ("problem" in begun) throw new Error(begun.problem.reason);
  const { separator, mapping } = begun;
  const read = readHere({ bytes, separator, mapping, rules: { ...rules, manners } });
  if ("problem" in read) throw new Error(read.problem.reason);
  return read;
}

/** One cell for one question, and what is wrong with it. */
function cell(question: string, text: string, manner?: string) {
  const read = bring(`name\t${question}\nAida\t${text}\n`, manner ? { 1: manner } : {});
  return read.problems[0]?.problem.error ?? read.rows[0]?.answers[question];
}

describe("a table whose gaps are allowed", () => {
  test.each([
    ["born", "3/21/1998", "1998-03-21"],
    ["born", "03.02.1999", "1999-02-03"],
    ["born", "3 февраля 1999", "1999-02-03"],
    ["born", "1999-02-03 00:00:00", "1999-02-03"],
    ["born", "03.02.1999 0:00:00", "1999-02-03"],
    ["born", "1999-02-03T14:00:00", "date-unread"],
    ["born", "03/02/1999", "date-ambiguous"],
    ["born", "five", "date-unread"],
    ["born", "3 февраля ", "date-unread"],
    ["people", "five", "number-unread"],
    ["people", "1 000", "number-ambiguous"],
    ["people", "1,000", "number-ambiguous"],
    ["people", "2,5", "not-whole"],
    ["people", "1000", "1000"],
    ["share", "2,5", "2.5"],
    ["sure", "five", "choose"],
    ["sure", "9", "choose"],
    ["sure", "5.0", "5"],
    ["residence", "Atlantis", "unread"],
    ["residence", "Congo", "ambiguous"],
    ["residence", "Kyrgyz Republic", "KG"],
    ["role", "boss", "unread"],
    ["role", "LEAD", "lead"],
    ["notice", "OK", true],
    ["notice", "perhaps", "unread"],
  ] as const)("reads or names %s: %j", (question, text, expected) => {
    expect(cell(question, text)).toBe(expected);
  });

  test.each(["born", "people", "share", "sure", "residence", "role", "notice", "essay"])(
    "lets an empty cell of %s pass",
    (question) => {
      expect([undefined, "", false]).toContain(cell(question, " "));
    },
  );

  test("keeps every letter of an essay that is too long, and nothing beyond what any answer may have", () => {
    const essay = "слово ".repeat(300).trim();
    expect(cell("essay", essay)).toBe(essay);
    expect(cell("essay", "я".repeat(20_001))).toBe("too-long");
  });

  test("asks what is not to be guessed, and believes what it is told", () => {
    const text = 'name,people,born\nAida,"1,000",03/04/1999\n';
    const read = bring(text);
    expect(read.columns.map(({ asks }) => asks)).toEqual([null, "numbers", "dates"]);
    const told = bring(text, { 1: "comma-groups", 2: "day-first" });
    expect(told.problems).toEqual([]);
    expect(told.rows[0]?.answers).toMatchObject({ people: "1000", born: "1999-04-03" });
    expect(told.columns.map(({ asks }) => asks)).toEqual([null, "numbers", "dates"]);
    const other = bring(text, { 1: "blank-groups", 2: "month-first" });
    expect(other.rows[0]?.answers).toMatchObject({ people: "1", born: "1999-03-04" });
    // A column that leaves no doubt asks nothing.
    expect(bring("name,people,born\nAida,1000,21/04/1999\n").columns.map(({ asks }) => asks)).toEqual([
      null,
      null,
      null,
    ]);
  });
});

test("a file as KoboToolbox writes it, with labels: semicolons, everything quoted, marks beside joined labels", () => {
  const head = [
    "start",
    "name",
    "about/Date of birth",
    "about/Country where you live",
    "about/Skills that you look for",
    "about/Skills that you look for/Law",
    "about/Skills that you look for/Risk management",
    "about/Skills that you look for/Press, radio and TV",
    "about/Skills that you look for/Other",
    "about/I have read the notice",
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
  ];
  const row = [
    "2026-11-29T20:28:01.123+01:00",
    "Aida",
    "1999-02-03",
    "Kyrgyz Republic",
    "Risk management Press, radio and TV",
    "0",
    "1",
    "1",
    "0",
    "OK",
    "1",
    "c0ffee",
    "2026-11-29T19:30:15",
    "",
  ];
  const file = [head, row].map((cells) => cells.map((one) => `"${one}"`).join(";")).join("\n");
  const { problems, rows, separator } = bring(file);
  expect(separator).toBe(";");
  expect(problems).toEqual([]);
  expect(rows[0]?.submittedAt).toEqual(new Date("2026-11-29T19:30:15Z"));
  expect(rows[0]?.answers).toMatchObject({
    born: "1999-02-03",
    residence: "KG",
    skills: ["risk.management", "press,.radio.and.tv"],
    notice: true,
  });
});

test("a file as KoboToolbox writes it, with values: an option's own points and commas part nothing", () => {
  const values = ["law", "risk.management", "press,.radio.and.tv", "other"];
  const head = ["name", "skills", ...values.map((value) => `skills/${value}`), "_submission_time"];
  const row = ["Aida", "law risk.management press,.radio.and.tv", "1", "1", "1", "0", "2026-11-29T19:30:15"];
  const file = [head, row].map((cells) => cells.map((one) => `"${one}"`).join(",")).join("\n");
  const { problems, rows } = bring(file);
  expect(problems).toEqual([]);
  expect(rows[0]?.answers["skills"]).toEqual(values.slice(0, 3));
  // The columns of marks alone say it too, and they are believed where the list says something else.
  for (const listed of ["other", "Right and order"]) {
    const marks = bring(file.replace("law risk.management press,.radio.and.tv", listed));
    expect(marks.problems).toEqual([]);
    expect(marks.rows[0]?.answers["skills"]).toEqual(values.slice(0, 3));
  }
  const without = bring(file.replace('"skills"', '"x"'));
  expect(without.rows[0]?.answers["skills"]).toEqual(values.slice(0, 3));
});

test("a file as Google Forms writes it, for accounts of several languages", () => {
  const head = `"Timestamp","Username","Full name","Skills that you look for","Country where you live"`;
  for (const [hour, at] of [
    ["2026/11/30 3:45:12 PM GMT+1", "2026-11-30T14:45:12Z"],
    ["2026/11/30 3:45:12 odp. GMT+1", "2026-11-30T14:45:12Z"],
    ["2026/11/30 3:45:12 PM MEZ", "2026-11-30T14:45:12Z"],
    ["2026/11/30 3:45:12 p. m. GMT-5", "2026-11-30T20:45:12Z"],
    ["2026/11/30 3:45:12\u202fPM GMT+1", "2026-11-30T14:45:12Z"],
  ] as const) {
    const file = `${head}\r\n"${hour}","aida@people.example","Aida","Law, Press, radio and TV","Киргизия"\r\n`;
    const { problems, rows } = bring(file);
    expect([hour, problems]).toEqual([hour, []]);
    expect(rows[0]).toMatchObject({
      submittedAt: new Date(at),
      answers: { skills: ["law", "press,.radio.and.tv"], residence: "KG" },
    });
  }
});

test("names an option that no mark speaks for, rather than let it vanish", () => {
  const head = "name;Skills that you look for;Skills that you look for/Law\n";
  expect(bring(`${head}Aida;Law Other;1\n`).rows[0]?.answers["skills"]).toEqual(["law", "other"]);
  expect(bring(`${head}Aida;Law Other;0\n`).rows[0]?.answers["skills"]).toEqual(["other"]);
  expect(bring(`${head}Aida;Law Juggling;1\n`).problems).toMatchObject([{ problem: { error: "unread" } }]);
});

test("takes the language of an applicant by code or name, and names any other", () => {
  const said = (language: string) => {
    const { problems, rows } = bring(`name,locale\nAida,${language}\n`);
    return problems[0]?.problem.error ?? rows[0]?.locale;
  };
  expect(["ru", "ru-RU", "Russian", "Русский", "английский", "English (en)", ""].map(said)).toEqual([
    "ru",
    "ru",
    "ru",
    "ru",
    "en",
    "en",
    "en",
  ]);
  expect(said("Klingon")).toBe("language");
});
