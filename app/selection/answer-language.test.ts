import { describe, expect, test } from "vitest";
import { languageOf, languagesOf } from "./answer-language";

describe("the language of an answer", () => {
  test.each([
    ["en", "I began a reading circle in our town, and eleven people still meet every week."],
    ["ru", "Я начала читательский кружок в нашем городе, и одиннадцать человек встречаются каждую неделю."],
    ["kk", "Мен қаламызда оқу үйірмесін ашдым, әр аптада он бір адам әлі де кездеседі."],
    [
      "ky",
      "Мен шаарыбызда окуу ийримин ачтым, он бир адам дагы эле жума сайын жолугуп, бири-бирине көмөк көрсөтүшөт.",
    ],
    ["tg", "Ман дар шаҳри мо маҳфили китобхонӣ таъсис додам, ёздаҳ нафар то ҳол ҳар ҳафта ҷамъ мешаванд."],
    [
      "tk",
      "Men şäherimizde okalga gurnagyny açdym, on bir adam henizem her hepde duşuşýar we biri-birine kömek edýär.",
    ],
    [
      "uz",
      "Men shahrimizda kitobxonlik to‘garagini ochdim, o‘n bir kishi hali ham har hafta yig‘iladi va o‘qiydi.",
    ],
  ])("is told: %s", (language, text) => {
    expect(languageOf(text)).toBe(language);
  });

  test.each([
    [
      "uz",
      "Men shahrimizda bir togarak ochdim va u yerda bolalar bilan ishlaymiz, bu biz uchun juda muhim edi.",
    ],
    ["ky", "Мен шаарыбызда бир ийрим ачтым жана балдар менен иштейбиз, бул биз учун маанилуу болгон."],
    ["tg", "Ман дар шахри мо як махфил кушодам ва мо бо кудакон кор мекунем, ин барои мо мухим аст."],
  ])("is told where it is typed without letters of its own: %s", (language, text) => {
    expect(languageOf(text)).toBe(language);
  });

  test.each([
    ["en", "We met, we read, we wrote, we sang, and in the end we were friends: we and a son of ours."],
    ["ru", "Мы с ним встретились, и он сказал: «Бу!» — а потом мы долго смеялись и пошли домой вместе."],
  ])("is not mistaken for another by a word that both have: %s", (language, text) => {
    expect(languageOf(text)).toBe(language);
  });

  const inRussian =
    "Я начала читательский кружок в нашем городе, и одиннадцать человек встречаются до сих пор.";
  const inKazakh =
    "Мен қаламызда оқу үйірмесін ашдым, әр аптада он бір адам әлі де кездеседі, бәрі қуанышты.";
  const inEnglish = "I began a reading circle in our town, and eleven people still meet every week.";

  test("answers are written in what a quarter of them is written in, each told by itself", () => {
    expect(languagesOf([inRussian, inKazakh])).toEqual(["ru", "kk"]);
    expect(languagesOf([inRussian, inRussian, inEnglish])).toEqual(["ru", "en"]);
    expect(languagesOf([...Array<string>(5).fill(inRussian), inKazakh])).toEqual(["ru"]);
    expect(languagesOf([inRussian, "Zaman", "NGO"])).toEqual(["ru"]);
    expect(languagesOf(["We meet in", "our town each", "week and read books together."])).toEqual(["en"]);
    expect(languagesOf(["Salom", ""])).toEqual([]);
    expect(languagesOf([])).toEqual([]);
  });

  test("is not changed by a name or two, and not told from a word", () => {
    const text =
      "Я работаю в Өскемене уже пять лет и знаю там почти всех, кто занимается с детьми после школы. ".repeat(
        4,
      );
    expect(languageOf(text)).toBe("ru");
    expect(languageOf("Salom")).toBeNull();
    expect(languageOf("12345 ".repeat(30))).toBeNull();
  });
});
