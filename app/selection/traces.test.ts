import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultForm } from "~/cohorts/default-form";
import { soundOf } from "~/platform/locale/fold";
import { findWanted, mayBegin, wantedWords, wordsOf } from "./spellings";
import { writerFacts, type WriterFacts } from "./trace-facts";
import { findTraces, groupTraces } from "./traces";

const spelled = (name: string, text: string) =>
  findWanted(wordsOf(text), wantedWords(name)).map(({ from, to }) => text.slice(from, to));

describe("a name in a text", () => {
  test.each([
    // Alphabets, apostrophes, case, composition
    ["Айгерим", "I, AIGERIM, live here", "AIGERIM"],
    ["Aigerim", "где живу я, айгерим,", "айгерим"],
    ["Oʻrinova", "Меня зовут О\u2019ринова.", "О\u2019ринова"],
    ["Şirin", "called Sirin", "Sirin"],
    ["Zoë", "it is ZOE\u0308 who", "ZOE\u0308"],
    ["Асель", "Әсел said", "Әсел"],
    // Cases of Russian
    ["Айгерим", "с Айгеримом", "Айгеримом"],
    ["Каримова", "для Каримовой", "Каримовой"],
    ["Karimova", "о Каримовых", "Каримовых"],
    ["Каримов", "Каримовым", "Каримовым"],
    ["Мария", "Марией", "Марией"],
    ["Maria", "к Марии", "Марии"],
    ["Зоя", "без Зои", "Зои"],
    ["Андрей", "Андрею", "Андрею"],
    ["Игорь", "Игорем", "Игорем"],
    ["Павел", "Павлу", "Павлу"],
    ["Достоевский", "Достоевского", "Достоевского"],
    ["Рустамовна", "Рустамовне", "Рустамовне"],
    ["Асель", "с Аселью", "Аселью"],
    ["Зарина", "зариной", "зариной"],
    // Other languages put more behind it
    ["Айгерім", "Айгерімнің", "Айгерімнің"],
    ["Zarina", "Zarinaning maktabi", "Zarinaning"],
    ["Zarina", "Zarina\u2019s school", "Zarina\u2019s"],
    ["Aigerim", "pro Aigerimu", "Aigerimu"],
    // Short ones, and one word of no other meaning
    ["Ли", "Меня зовут Ли", "Ли"],
    ["Надежда", "Надежды", "Надежды"],
  ])("%s is found in “%s”", (name, text, found) => {
    expect(spelled(name, text)).toEqual([found]);
  });

  test.each([
    ["Надежда", "у нас была надежда"],
    ["Ли", "не знаю ли я"],
    ["Мария", "Марс и март"],
    ["Айгерим", "Айгуль"],
    ["Каримова", "Карим, Каримбек"],
    ["Иванов", "Иван"],
    ["Тимур", "Темир"],
    ["Анна", "Анара"],
    ["Азиз", "азия"],
    ["Роман", "роман о любви"],
  ])("%s is not found in “%s”", (name, text) => {
    expect(spelled(name, text)).toEqual([]);
  });

  test("no word is passed over by its first letter that could sound like it", () => {
    const letters = "абвгджзиклмнопрстуфхцчшщыэюяҷәөүқғңһіabcdefghijklmnopqrstuvwxyzşçčšžö'";
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from(letters)), minLength: 2 }), (written) => {
        const [word] = wordsOf(written);
        if (!word) return;
        const sound = soundOf(word.written);
        if (sound) expect(mayBegin(word.plain, sound.charAt(0)), `${written} ${sound}`).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

const nobody: WriterFacts = { names: [], organisations: [], places: [], contacts: [] };
const traced = (text: string, facts: Partial<WriterFacts>, passages: string[] = []) =>
  findTraces(new Map([["led", text]]), { ...nobody, ...facts }, new Map(), passages).map(
    ({ kind, from, to }) => `${kind}: ${text.slice(from, to)}`,
  );

describe("what could tell who wrote a text", () => {
  test("is every part of their name, and words that follow one another as one", () => {
    expect(
      traced("Я, Карим Зарина Рустамовна, просто зарина. КАРИМ!", { names: ["Зарина Рустамовна Карим"] }),
    ).toEqual(["name: Карим Зарина Рустамовна", "name: зарина", "name: КАРИМ"]);
    expect(traced("Asan uulu Kanybek is me; a son is uulu.", { names: ["Каныбек Асан уулу"] })).toEqual([
      "name: Asan uulu Kanybek".replace("Asan uulu Kanybek", "Asan"),
      "name: Kanybek",
    ]);
  });

  test("is where they work and live, whatever stands around it", () => {
    const facts = { organisations: ["Bilim Nuru", "Школа №5"], places: ["Кара-Буура", "Ош"] };
    expect(traced("At «Bilim  Nuru» and at BILIM NURU; nur, bilim.", facts)).toEqual([
      "organisation: Bilim  Nuru",
      "organisation: BILIM NURU",
    ]);
    expect(
      traced("I sit on the local council. Local Council!", { organisations: ["local council"] }),
    ).toEqual(["organisation: Local Council"]);
    expect(traced("в Школе № 5 села Кара-Буура, потом в Оше. ош", facts)).toEqual([
      "organisation: Школе № 5",
      "place: Кара-Буура",
      "place: Оше",
    ]);
  });

  test("are addresses, numbers, links and names in messengers, whosever they are", () => {
    expect(
      traced(
        "Write to a.b@mail.example, +996 555 12-34-56 or 0555 123 456; t.me/zarina, https://x.org/a?b=1. Telegram: zarina_k, @z.k98.",
        {},
      ),
    ).toEqual([
      "contact: a.b@mail.example",
      "contact: +996 555 12-34-56",
      "contact: 0555 123 456",
      "contact: t.me/zarina",
      "contact: https://x.org/a?b=1",
      "contact: zarina_k",
      "contact: @z.k98",
    ]);
    expect(traced("In 2019-2023 we had 10 000 000 som, on 12.03.2021, for 120 people at 15.00.", {})).toEqual(
      [],
    );
    expect(traced("I am zarina.k there", { contacts: ["zarina.k"] })).toEqual(["contact: zarina.k"]);
  });

  test("is what may be left of a hidden passage in other spellings", () => {
    expect(traced("Zarina. В Хороге знают Зарину.", {}, ["Zarina of Khorog"])).toEqual([
      "spelling: Zarina",
      "spelling: Хороге",
      "spelling: Зарину",
    ]);
    expect(traced("Everybody here knows me.", {}, ["She said that everybody knows here"])).toEqual([]);
  });

  test("does not name what is hidden already", () => {
    const text = "Zarina, ZARINA";
    const hidden = new Map([["led", [{ from: 0, to: 6 }]]]);
    const found = findTraces(new Map([["led", text]]), { ...nobody, names: ["Zarina"] }, hidden);
    expect(found).toEqual([{ place: "led", kind: "name", from: 8, to: 14 }]);
  });

  test("is grouped by what it says, however it is typed", () => {
    const texts = new Map([
      ["led", "Zarina ZARINA Зарина"],
      ["community", "zarina"],
    ]);
    const groups = groupTraces(findTraces(texts, { ...nobody, names: ["Zarina"] }), texts);
    // Side by side they are one name.
    expect(groups.map(({ plain, places }) => [plain, places.length])).toEqual([
      ["zarina zarina зарина", 1],
      ["zarina", 1],
    ]);
  });
});

test("what somebody could be recognised by is taken from their account and from what the panel does not read", () => {
  const form = defaultForm({ startsOn: "2027-03-06" });
  const facts = writerFacts(
    form,
    {
      "preferred-name": "Зара",
      "safe-channel": "Telegram, @zarina_k98",
      residence: "KG",
      community: "I live in Naryn.",
      experience: [
        { what: "Teaching", where: "NGO “Bilim Nuru” (BN-Osh), Osh", from: "2020", to: "" },
        { what: "Reading", where: "с. Кара-Буура, Кыргызстан", from: "", to: "" },
      ],
    },
    { name: "Zarina Karimova", email: "zarina.karimova@mail.example" },
  );
  expect(facts.names).toEqual(["Zarina Karimova", "Зара", "zarina", "karimova"]);
  expect(facts.organisations).toContain("“Bilim Nuru”");
  expect(facts.places).toEqual(expect.arrayContaining(["Osh", "Кара-Буура"]));
  expect(facts.places).not.toContain("Кыргызстан");
  expect(facts.contacts).toEqual(["zarina.karimova@mail.example", "zarina.karimova", "zarina_k98"]);
});
