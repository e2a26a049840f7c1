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

/** Letters that a Russian or an English keyboard lacks, and what is typed for them. */
const keyboards: Record<string, string> = {
  kk: "әа ғг қк ңн өо ұу үу һх іи",
  ky: "ңн өо үу",
  tg: "ғг ӣи қк ӯу ҳх ҷч",
  tk: "äa öo üu ýy şs çc ňn žz",
  uz: "ʻ",
  uzCyrl: "ўу қк ғг ҳх",
};
const bare = (text: string, keyboard = "") =>
  keyboard
    .split(" ")
    .reduce(
      (typed, [own = "", other = ""]) =>
        typed.replaceAll(own, other).replaceAll(own.toUpperCase(), other.toUpperCase()),
      text,
    );

describe("the language of an answer from somebody's life", () => {
  test.each([
    [
      "en",
      "en",
      "Our group meets every Thursday evening. We talk about what has happened during the week, and then we decide together what should be done next.",
    ],
    [
      "en",
      "en",
      "What I want to learn is how to speak with people who do not agree with me, and how to keep a small organisation alive without money from abroad.",
    ],
    [
      "en",
      "en",
      "After the fellowship I will return home and train ten young teachers, because they are the ones whom children listen to.",
    ],
    [
      "ru",
      "ru",
      "Наша группа собирается каждый четверг вечером. Мы говорим о том, что произошло за неделю, а потом вместе решаем, что нужно делать дальше.",
    ],
    [
      "ru",
      "ru",
      "Я хочу научиться разговаривать с людьми, которые со мной не согласны, и понять, как сохранить маленькую организацию без денег из-за рубежа.",
    ],
    [
      "ru",
      "ru",
      "После программы я вернусь домой и буду обучать десять молодых учителей, потому что именно их слушают дети.",
    ],
    [
      "kk",
      "kk",
      "Біздің топ әр бейсенбі кешке жиналады. Апта бойы не болғаны туралы сөйлесеміз, содан кейін бәріміз бірге әрі қарай не істеу керектігін шешеміз.",
    ],
    [
      "kk",
      "kk",
      "Менімен келіспейтін адамдармен сөйлесуді және шағын ұйымды шетелдің ақшасынсыз қалай сақтауға болатынын үйренгім келеді.",
    ],
    [
      "kk",
      "kk",
      "Бағдарламадан кейін мен үйге қайтып, он жас мұғалімді оқытамын, өйткені балалар дәл солардың сөзін тыңдайды.",
    ],
    [
      "ky",
      "ky",
      "Биздин топ ар бейшемби күнү кечинде чогулат. Жума ичинде эмне болгону жөнүндө сүйлөшөбүз, андан кийин эмне кылуу керектигин чогуу чечебиз.",
    ],
    [
      "ky",
      "ky",
      "Мени менен макул болбогон адамдар менен сүйлөшүүнү жана чакан уюмду чет өлкөнүн акчасы жок кантип сактап калууну үйрөнгүм келет.",
    ],
    [
      "ky",
      "ky",
      "Программадан кийин мен үйгө кайтып, он жаш мугалимди окутам, анткени балдар дал ошолорду угушат.",
    ],
    [
      "tg",
      "tg",
      "Гурӯҳи мо ҳар панҷшанбе бегоҳӣ ҷамъ мешавад. Мо дар бораи он чи дар давоми ҳафта рӯй дод, сӯҳбат мекунем ва баъд якҷоя қарор медиҳем, ки минбаъд чӣ бояд кард.",
    ],
    [
      "tg",
      "tg",
      "Ман мехоҳам ёд гирам, ки бо одамоне, ки бо ман розӣ нестанд, чӣ тавр гап занам ва ташкилоти хурдро бе пули хориҷӣ чӣ гуна нигоҳ дорам.",
    ],
    [
      "tg",
      "tg",
      "Пас аз барнома ман ба хона бармегардам ва даҳ омӯзгори ҷавонро таълим медиҳам, зеро кӯдакон маҳз ба онҳо гӯш медиҳанд.",
    ],
    [
      "tk",
      "tk",
      "Biziň toparymyz her penşenbe güni agşam ýygnanýar. Biz hepdäniň dowamynda näme bolandygy barada gürleşýäris, soňra näme etmelidigini bilelikde çözýäris.",
    ],
    [
      "tk",
      "tk",
      "Men özüm bilen ylalaşmaýan adamlar bilen gepleşmegi we kiçi guramany daşary ýurduň pulsuz nädip saklamalydygyny öwrenmek isleýärin.",
    ],
    [
      "tk",
      "tk",
      "Maksatnamadan soň men öýe gaýdyp, on sany ýaş mugallymy okadaryn, sebäbi çagalar hut şolary diňleýär.",
    ],
    [
      "uz",
      "uz",
      "Bizning guruh har payshanba kuni kechqurun yigʻiladi. Hafta davomida nima boʻlgani haqida gaplashamiz, keyin esa nima qilish kerakligini birga hal qilamiz.",
    ],
    [
      "uz",
      "uz",
      "Men oʻzim bilan rozi boʻlmagan odamlar bilan gaplashishni va kichik tashkilotni chet el pulisiz qanday saqlab qolishni oʻrganmoqchiman.",
    ],
    [
      "uz",
      "uz",
      "Dasturdan keyin men uyga qaytib, oʻnta yosh oʻqituvchini oʻqitaman, chunki bolalar aynan ularning gapini eshitadi.",
    ],
    [
      "uz",
      "uzCyrl",
      "Бизнинг гуруҳ ҳар пайшанба куни кечқурун йиғилади. Ҳафта давомида нима бўлгани ҳақида гаплашамиз, кейин эса нима қилиш кераклигини бирга ҳал қиламиз.",
    ],
    [
      "uz",
      "uzCyrl",
      "Мен ўзим билан рози бўлмаган одамлар билан гаплашишни ва кичик ташкилотни чет эл пулисиз қандай сақлаб қолишни ўрганмоқчиман.",
    ],
    [
      "uz",
      "uzCyrl",
      "Дастурдан кейин мен уйга қайтиб, ўнта ёш ўқитувчини ўқитаман, чунки болалар айнан уларнинг гапини эшитади.",
    ],
  ])("is told with and without letters of its own: %s, %s, %s", (language, spelling, text) => {
    expect(languageOf(text)).toBe(language);
    expect(languageOf(text.normalize("NFD"))).toBe(language);
    expect(languageOf(`${text} ${text}`.toUpperCase())).toBe(language);
    const typed = bare(text, keyboards[spelling]);
    // Of a short text of Kazakh typed like this nothing can be said.
    expect(languageOf(language === "kk" ? `${typed} ${typed}` : typed)).toBe(language);
    if (spelling === "uz")
      for (const sign of ["'", "‘", "’", "`"]) expect(languageOf(text.replaceAll("ʻ", sign))).toBe("uz");
  });
});
