import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  conflictRules,
  findTies,
  houseOf,
  isMeant,
  isNews,
  keptTies,
  tieKinds,
  type ApplicantFacts,
  type PanelistFacts,
} from "./conflict-rules";
import {
  foldName,
  foldOrganisation,
  isSameName,
  isSameOrganisation,
  sharesFamilyName,
} from "./name-matching";

const panelist = (facts: Partial<PanelistFacts> = {}): PanelistFacts => ({
  personId: "p",
  name: "Tereza Malinová",
  email: "tereza@gmail.com",
  emailHash: "hash-p",
  organisations: [],
  familyNames: [],
  citizenship: null,
  employerState: null,
  ...facts,
});
const applicant = (facts: Partial<ApplicantFacts> = {}): ApplicantFacts => ({
  applicationId: "a",
  personId: "x",
  names: ["Айгүл Садыкова"],
  email: "aigul@mail.ru",
  organisations: [],
  citizenship: "KG",
  residence: "KG",
  refereeHashes: [],
  unwanted: [],
  ...facts,
});
const unwanted = (name: string, organisation = "", emailHash: string | null = null) => ({
  name,
  organisation,
  email: "",
  emailHash,
});

describe("names", () => {
  test.each([
    ["Садыкова", "Sadykova"],
    ["Садыков", "Sadikova"],
    ["Жээнбеков", "Jeenbekov"],
    ["Жээнбеков", "Zheenbekov"],
    ["Шарипова", "Sharipov"],
    ["Чолпон", "Cholpon"],
    ["Хусейнов", "Khuseynov"],
    ["Хусейнов", "Huseinov"],
    ["Мұхтар", "Mukhtar"],
    ["Юлдашева", "Yuldasheva"],
    ["Юлдашева", "Iuldasheva"],
    ["Достоевский", "Dostoyevsky"],
    ["Достоевская", "Dostoevskaya"],
    ["Цой", "Tsoy"],
    ["Щербаков", "Shcherbakov"],
    ["Toʻraqulov", "Торакулов"],
    ["Ҷӯраев", "Juraev"],
    ["Şükürow", "Шукуров"],
    ["Malinová", "MALINOVA"],
    ["Zieliński", "Zielinska"],
  ])("%s and %s are one", (one, other) => {
    expect(foldName(one)).toEqual(foldName(other));
  });

  test.each([
    ["Садыкова", "Сидорова"],
    ["Иванов", "Петров"],
    ["Kim", "Kimmel"],
    ["Чен", "Шен"],
  ])("%s and %s are two", (one, other) => {
    expect(sharesFamilyName([one], other)).toBe(false);
  });

  test("a word inside a name is found, two letters and first names alone are not looked for", () => {
    expect(sharesFamilyName(["Садыкова"], "Aigul Sadykova-Kim")).toBe(true);
    expect(sharesFamilyName(["Ли"], "Li Wei")).toBe(false);
    expect(isSameName("Malinova Tereza", "Tereza Malinová")).toBe(true);
    expect(isSameName("", "Tereza")).toBe(false);
  });

  test("however a name is composed, it folds to the same, and matches itself", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 24 }), (name) => {
        expect(foldName(name.normalize("NFD"))).toEqual(foldName(name));
        expect(foldName(foldName(name).join(" ")).length).toBeLessThanOrEqual(foldName(name).length);
        expect(isSameName(name, name)).toBe(foldName(name).length > 0);
      }),
    );
  });
});

describe("organisations", () => {
  test.each([
    ["Общественный фонд «Заман»", "Public Foundation Zaman"],
    ["ОФ Заман", "zaman"],
    ["People in Need", "PEOPLE IN NEED, o.p.s."],
    ["Youth of Osh (NGO)", "NGO “Youth of Osh”"],
    ["School No. 5", "School 5"],
  ])("%s is %s", (one, other) => {
    expect(isSameOrganisation(one, other)).toBe(true);
  });

  test.each(["", "none", "Нет", "self-employed", "Student", "NGO", "University", "-"])(
    "%j names none",
    (text) => {
      expect(foldOrganisation(text)).toBeNull();
      expect(isSameOrganisation(text, text)).toBe(false);
    },
  );

  test("School 5 is not School 7", () => {
    expect(isSameOrganisation("School 5", "School 7")).toBe(false);
  });
});

describe("addresses", () => {
  test.each([
    ["a@zaman.kg", "zaman.kg"],
    ["a@mail.zaman.kg", "zaman.kg"],
    ["a@ift.edu.kz", "ift.edu.kz"],
    ["a@dept.ift.edu.kz", "ift.edu.kz"],
    ["a@gmail.com", null],
    ["a@mail.ru", null],
    ["a@example.org", null],
    ["a@demo.example", null],
    ["a@counterexample.org", "counterexample.org"],
    ["nonsense", null],
    ["a@localhost", null],
  ])("%s belongs to %s", (email, house) => {
    expect(houseOf(email)).toBe(house);
  });
});

describe("finding ties", () => {
  const all = [...conflictRules];

  test("nothing ties strangers", () => {
    expect(findTies(panelist(), applicant(), all)).toEqual([]);
  });

  test.each<[string, Partial<PanelistFacts>, Partial<ApplicantFacts>]>([
    ["organisation", { organisations: ["ОФ Заман"] }, { organisations: ["Zaman"] }],
    ["domain", { email: "a@zaman.kg" }, { email: "b@zaman.kg" }],
    ["referee", {}, { refereeHashes: ["hash-p"] }],
    ["family-name", { familyNames: ["Sadykov"] }, {}],
    ["family-name", { name: "Азиз Садыков" }, {}],
    ["country", { citizenship: "KG" }, {}],
    ["state", { employerState: "KG" }, {}],
    ["state", { employerState: "TJ" }, { residence: "TJ" }],
  ])("by %s, where it is on, and only there", (rule, of, by) => {
    expect(findTies(panelist(of), applicant(by), all)).toEqual([rule]);
    expect(
      findTies(
        panelist(of),
        applicant(by),
        all.filter((one) => one !== rule),
      ),
    ).toEqual([]);
  });

  test("whom an applicant names is tied whatever is on", () => {
    const named = applicant({ unwanted: [unwanted("Терезa Малинова".replace("a", "а"))] });
    expect(findTies(panelist(), named, [])).toEqual(["named"]);
  });

  test("a name counts for itself, an organisation where no name is said", () => {
    const one = panelist({ organisations: ["Zaman"] });
    expect(isMeant(unwanted("Malinová"), one)).toBe(true);
    expect(isMeant(unwanted("Tereza"), one)).toBe(false);
    expect(isMeant(unwanted("Tereza Nováková"), one)).toBe(false);
    expect(isMeant(unwanted("", "Zaman"), one)).toBe(true);
    expect(isMeant(unwanted("Somebody Else", "Zaman"), one)).toBe(false);
    expect(isMeant(unwanted("", "", "hash-p"), one)).toBe(true);
    expect(isMeant(unwanted("", ""), one)).toBe(false);
  });

  test("two people without an address are not each other's referees", () => {
    expect(findTies(panelist({ emailHash: null }), applicant(), ["referee"])).toEqual([]);
  });

  test("more rules never find less, and only what is on is found", () => {
    const word = fc.constantFrom("Zaman", "Заман", "Sadykov", "Садыкова", "none", "");
    const country = fc.constantFrom(null, "KG", "KZ");
    fc.assert(
      fc.property(
        fc.record({ organisations: fc.array(word), familyNames: fc.array(word), citizenship: country }),
        fc.record({ organisations: fc.array(word), names: fc.array(word), citizenship: country }),
        fc.subarray(all),
        (of, by, rules) => {
          const some = findTies(panelist(of), applicant(by), rules);
          const every = findTies(panelist(of), applicant(by), all);
          expect(every).toEqual(expect.arrayContaining(some));
          for (const kind of some) expect(rules).toContain(kind);
        },
      ),
    );
  });
});

describe("looking anew", () => {
  test("a find stays while its rule is on; a name taken back goes", () => {
    expect(keptTies(["organisation", "named"], [], ["organisation"])).toEqual(["organisation"]);
    expect(keptTies(["organisation"], [], [])).toEqual([]);
    expect(keptTies(["named"], [], [...conflictRules])).toEqual([]);
    expect(keptTies(["domain"], ["named"], ["domain"])).toEqual(["domain", "named"]);
  });

  test("what was dismissed stays dismissed until something new is found", () => {
    expect(isNews(["organisation"], ["organisation"])).toBe(false);
    expect(isNews(["organisation"], ["organisation", "referee"])).toBe(true);
    expect(isNews(["organisation"], [])).toBe(false);
  });

  test("what is found is always kept", () => {
    fc.assert(
      fc.property(
        fc.subarray([...tieKinds]),
        fc.subarray([...tieKinds]),
        fc.subarray([...conflictRules]),
        (before, found, rules) => {
          const kept = keptTies(before, found, rules);
          expect(kept).toEqual(expect.arrayContaining(found));
          expect(keptTies(kept, found, rules)).toEqual(kept);
        },
      ),
    );
  });
});
