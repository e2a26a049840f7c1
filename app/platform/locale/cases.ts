/*
 * What our dates need of Russian grammar. Intl names a weekday in the nominative alone ("четверг, 24 декабря"), which
 * falls apart after a preposition ("до четверг"). Months come in the genitive already, as a day's name has them.
 */

type Case = "genitive" | "accusative";

const weekdays: Record<string, Record<Case, string>> = {
  понедельник: { genitive: "понедельника", accusative: "понедельник" },
  вторник: { genitive: "вторника", accusative: "вторник" },
  среда: { genitive: "среды", accusative: "среду" },
  четверг: { genitive: "четверга", accusative: "четверг" },
  пятница: { genitive: "пятницы", accusative: "пятницу" },
  суббота: { genitive: "субботы", accusative: "субботу" },
  воскресенье: { genitive: "воскресенья", accusative: "воскресенье" },
};

/**
 * A day or moment as format.ts words it, in the case that its sentence asks for: "четверга, 24 декабря". Every weekday
 * in it is turned (a moment in two zones may name two). Languages without cases, and texts without a weekday, stay.
 */
export function inCase(text: string, wanted: Case, language: string | undefined): string {
  if (language !== "ru") return text;
  return text.replaceAll(/[а-я]{5,}/gi, (word) => weekdays[word.toLowerCase()]?.[wanted] ?? word);
}

const fewPeople = ["", "одного", "двух", "трёх", "четырёх"];

/** How many people, as the object of a sentence: "(назовите) двух (человек)". From five on, and elsewhere, in figures. */
export function peopleInAccusative(count: number, language: string | undefined): string {
  return (language === "ru" ? fewPeople[count] : undefined) || String(count);
}
