import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  conflictRules,
  explainTie,
  findTies,
  isMeant,
  isNews,
  keptTies,
  tieKinds,
  type ApplicantFacts,
  type PanelistFacts,
} from "./conflict-rules";
import { houseOf, mailboxOf } from "./mail-houses";
import {
  familyWordsOf,
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
  name: "Айгүл Садыкова",
  called: "Айгүл",
  email: "aigul@mail.ru",
  organisations: [],
  citizenship: "KG",
  residence: "KG",
  referees: [],
  unwanted: [],
  ...facts,
});
const referee = (name: string, email = "", emailHash: string | null = null) => ({ name, email, emailHash });
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
    ["Джураев", "Juraev"],
    ["Ҷӯраев", "Джураев"],
    ["Семёнов", "Semyonova"],
    ["Алексеев", "Alexeeva"],
    ["Максимов", "Maximov"],
    ["Рахимов", "Raximova"],
    ["Теңизбаев", "Tengizbaev"],
    ["Annaýewa", "Аннаев"],
    ["Ýazow", "Язов"],
    ["Gurbanowa", "Гурбанов"],
    ["Серікұлы", "Serikqyzy"],
    ["Ғаниев", "Gʻaniyeva"],
  ])("%s and %s are one", (one, other) => {
    expect(foldName(one)).toEqual(foldName(other));
  });

  test.each([
    ["Усманов", "Usmonova"],
    ["Рахманов", "Раҳмонова"],
    ["Кадырова", "Qodirov"],
    ["Юлдашев", "Yoʻldosheva"],
    ["Тураев", "Тўраева"],
    ["Toʻrayev", "Тураев"],
    ["Үсөнов", "Усенова"],
    ["Сәрсенбаев", "Sarsenbayeva"],
  ])("a family name is %s to one and %s to another", (one, other) => {
    expect(sharesFamilyName([one], `Somebody ${other}`)).toBe(true);
  });

  test.each([
    ["Айгүл Садыкова", "", ["sadikav"]],
    ["Садыкова Айгүл Бакытовна", "", ["sadikav"]],
    ["Sadykova Aigul", "", ["sadikav"]],
    ["Asan uulu Kanybek", "", ["asan"]],
    ["Айгүл Асан кызы", "", ["asan"]],
    ["Karimov Aziz Rustam oʻgʻli", "", ["karimav"]],
    ["Ким Анна", "Анна", ["kim"]],
    ["Anna Kim", "", ["kim"]],
    ["Анна", "Анна", []],
    ["Li Wei", "Wei", []],
    ["Aigul Sadykova-Kim", "", ["sadikav", "kim"]],
    ["", "", []],
  ])("of %j, called %j, the family's are %j", (name, called, words) => {
    expect(familyWordsOf(name, called)).toEqual(words);
  });

  test.each([
    ["Анна Ким", "Анна Петрова"],
    ["Asan uulu Kanybek", "Бакыт уулу Асан"],
    ["Karimov Aziz Rustam oʻgʻli", "Rustam Sobirov"],
    ["Иванов Пётр Сергеевич", "Сидоров Иван Сергеевич"],
    ["Kim", "Kem"],
  ])("%s and %s are not of one family", (one, other) => {
    const words = familyWordsOf(one);
    expect(familyWordsOf(other).some((word) => words.includes(word))).toBe(false);
  });

  test("whom the rule accuses among strangers with common first names is nobody", () => {
    const first = ["Айгүл", "Anna", "Азиз", "Нурлан", "Мадина", "Timur"];
    const family = ["Садыкова", "Petrova", "Каримов", "Абдиев", "Rahimova", "Ли"];
    const applicants = first.flatMap((name, index) =>
      family.map((last) =>
        applicant({ name: index % 2 ? `${name} ${last}` : `${last} ${name}`, called: name }),
      ),
    );
    for (const name of first)
      for (const last of ["Novák", "Weber", "Осмонбаев"])
        for (const one of applicants)
          expect(findTies(panelist({ name: `${name} ${last}` }), one, ["family-name"])).toEqual([]);
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
    ["ОсОО «Жаш Муун»", "Zhash Muun LLC"],
    ['Общественное объединение "Жаш муун"', "Jash Muun public union"],
    ["American University of Central Asia", "AUCA"],
    ["American University of Central Asia (AUCA)", "American University - Central Asia"],
    ["Американский университет в Центральной Азии", "АУЦА"],
    ["АУЦА", "auca"],
    ["Zaman z. s.", "Zaman"],
    ["Zaman Bishkek", "ОФ «Заман» г. Ош"],
    ["ЖШС «Самғау»", "Samgau LLP"],
    ["«Наврӯз» ташкилоти ҷамъиятӣ", "Navruz"],
  ])("%s is %s", (one, other) => {
    expect(isSameOrganisation(one, other)).toBe(true);
  });

  test.each([
    ...["", "none", "Нет", "self-employed", "Student", "NGO", "University", "-", "Bishkek", "г. Ош", "2019"],
    ...[
      "secondary school",
      "Private company",
      "Kazakhstan",
      "Детский сад",
      "мектеп",
      "part-time",
      "local NGO",
    ],
  ])("%j names none", (text) => {
    expect(foldOrganisation(text)).toBeNull();
    expect(isSameOrganisation(text, text)).toBe(false);
  });

  test.each([
    ["School 5", "School 7"],
    ["Zaman, Bishkek", "Bishkek"],
    ["Zaman 5", "Zaman 7"],
    ["American University of Central Asia", "Association of Ukrainian Cultural Actors"],
    ["Youth of Osh", "Youth of Naryn"],
    ["Заман", "Земин"],
  ])("%s is not %s", (one, other) => {
    expect(isSameOrganisation(one, other)).toBe(false);
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
    ...[
      ...[
        "bk.ru",
        "inbox.ru",
        "list.ru",
        "yandex.ru",
        "yandex.kz",
        "yandex.com.tr",
        "ya.ru",
        "rambler.ru",
        "ukr.net",
      ],
      ...[
        "outlook.com",
        "outlook.de",
        "hotmail.co.uk",
        "live.com",
        "yahoo.com",
        "yahoo.co.uk",
        "icloud.com",
        "me.com",
      ],
      ...[
        "proton.me",
        "protonmail.com",
        "pm.me",
        "tutanota.com",
        "tuta.io",
        "gmx.net",
        "gmx.de",
        "zoho.com",
        "mail.kz",
      ],
      ...["mail.com", "mail.uz", "inbox.uz", "GoogleMail.com", "vk.com", "naver.com", "163.com"],
    ].map((domain): [string, null] => [`a@${domain}`, null]),
    ["a@student.auca.kg", "auca.kg"],
    ["a@cs.stanford.edu", "stanford.edu"],
    ["a@mail.edu.kg", "mail.edu.kg"],
    ["a@mail.gov.tm", "mail.gov.tm"],
    ["a@gmailing.kg", "gmailing.kg"],
    ["a@пример.рф", "xn--e1afmkfd.xn--p1ai"],
    ["a@xn--e1afmkfd.xn--p1ai", "xn--e1afmkfd.xn--p1ai"],
    ["nonsense", null],
    ["a@localhost", null],
  ])("%s belongs to %s", (email, house) => {
    expect(houseOf(email)).toBe(house);
  });
});

describe("mailboxes", () => {
  test.each([
    ["T.Malinova+jury@GoogleMail.com", "tmalinova@gmail.com"],
    ["ivan-petrov@ya.ru", "ivan.petrov@yandex.kz"],
    ["a@pm.me", "a@protonmail.com"],
    [" A@Zaman.kg ", "a+b@zaman.kg"],
  ])("%s is %s", (one, other) => {
    expect(mailboxOf(one)).toBe(mailboxOf(other));
  });

  test("houses keep their dots, and an address of none is none", () => {
    expect(mailboxOf("a.b@zaman.kg")).not.toBe(mailboxOf("ab@zaman.kg"));
    expect(mailboxOf("a@mail.ru")).not.toBe(mailboxOf("a@list.ru"));
    expect([mailboxOf(""), mailboxOf("x"), mailboxOf("@zaman.kg")]).toEqual([null, null, null]);
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
    ["referee", {}, { referees: [referee("", "", "hash-p")] }],
    ["referee", {}, { referees: [referee("", "Tere.za+jury@googlemail.com")] }],
    ["referee", {}, { referees: [referee("Малинова Тереза", "other@zaman.kg", "hash-q")] }],
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

  test("a referee who shares a first name or an empty name is not the panelist", () => {
    const vouching = [referee("Tereza"), referee("Tereza Nováková"), referee("", "")];
    expect(findTies(panelist(), applicant({ referees: vouching }), ["referee"])).toEqual([]);
    expect(
      findTies(panelist({ name: "", email: "" }), applicant({ referees: vouching }), ["referee"]),
    ).toEqual([]);
  });

  test("a tie says what it rests on, and nothing where it rests on nothing", () => {
    const of = panelist({
      organisations: ["Elsewhere", "ОФ Заман"],
      email: "t@zaman.kg",
      familyNames: ["Sadykov"],
      citizenship: "KG",
      employerState: "KG",
    });
    const by = applicant({
      organisations: ["Zaman"],
      email: "a@mail.zaman.kg",
      referees: [referee("Т. Малинова", "t@zaman.kg")],
      unwanted: [unwanted("Malinová", "Zaman")],
    });
    expect(tieKinds.map((kind) => [kind, explainTie(kind, of, by)])).toEqual([
      ["organisation", { panelist: "ОФ Заман", applicant: "Zaman" }],
      ["domain", { panelist: "zaman.kg", applicant: "zaman.kg" }],
      ["referee", { panelist: "Tereza Malinová", applicant: "Т. Малинова" }],
      ["family-name", { panelist: "Sadykov", applicant: "Айгүл Садыкова" }],
      ["country", { panelist: "KG", applicant: "KG" }],
      ["state", { panelist: "KG", applicant: "KG" }],
      ["named", null],
    ]);
    expect(explainTie("named", panelist(), by)).toEqual({
      panelist: "Tereza Malinová",
      applicant: "Malinová, Zaman",
    });
    for (const kind of tieKinds) expect(explainTie(kind, panelist(), applicant())).toBeNull();
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
        fc.record({ organisations: fc.array(word), name: word, called: word, citizenship: country }),
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
