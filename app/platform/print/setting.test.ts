import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { faces, pictures, widthIn } from "./faces.server";
import {
  breakLines,
  breakLongWords,
  hasMixedWords,
  runsLeftward,
  settable,
  splitByFace,
  unprintable,
} from "./setting";

describe("a text", () => {
  test("keeps its blanks: a tab, a vertical tab and their like are one, and what steers a terminal is gone", () => {
    expect(settable("one\ttwo\vthree\u2003four")).toBe("one two three four");
    expect(settable("a\u0000b\u001b[31mc\u0007")).toBe("ab[31mc");
    expect(settable("правоза\u00ADщитники")).toBe("правозащитники");
    expect(settable("и\u0306")).toBe("й");
    expect(settable("one\r\ntwo\u2028three")).toBe("one\ntwo\nthree");
  });

  test("runs leftward where its first letter does", () => {
    expect(runsLeftward("2019 (نعم) yes")).toBe(true);
    expect(runsLeftward("שלום, world")).toBe(true);
    expect(runsLeftward("Я из города مدينة")).toBe(false);
    expect(runsLeftward("")).toBe(false);
  });
});

describe("faces", () => {
  const familyOf = (sign: string) => {
    const runs = splitByFace(sign, faces, pictures);
    expect(runs).toHaveLength(1);
    expect(runs[0]?.text).toBe(sign);
    return runs[0]?.family;
  };

  test.each([
    ["Noto Sans", "Latin äçňöşüýžʻʼ Кириллица әғқңөұүһі ӣӯҳҷ ў Ελληνικά ₸₽ № — “”"],
    ["Noto Sans Georgian", "ქართული"],
    ["Noto Sans Armenian", "Հայերեն"],
    ["Noto Sans Hebrew", "שלום"],
    ["Vazirmatn", "نعم ئۇيغۇر قازاق"],
    ["Noto Emoji", "😀"],
    ["ZCOOL XiaoWei", "我在北京学习"],
  ])("%s has %s", (family, text) => {
    for (const word of text.split(" ")) expect(familyOf(word)).toBe(family);
  });

  test("have the signs that people paste", () => {
    for (const sign of "✓✔☑≥≤≈≠±×÷→←↑↓⇒•▪★☆☎✉°√∞∑½²³€£¥™©®…†‡§¶①②Ⅳ")
      expect(splitByFace(sign, faces, pictures), sign).not.toMatchObject([{ text: unprintable }]);
  });

  test("take a letter with its marks, and a picture of several signs, as one", () => {
    expect(familyOf("👩‍💻")).toBe("Noto Emoji");
    expect(familyOf("🇰🇿")).toBe("Noto Emoji");
    expect(familyOf("☎️")).toBe("Noto Emoji");
  });

  test("leave a visible mark for what none has, one for each sign", () => {
    const [before, ...rest] = splitByFace("ok ဗမာ", faces, pictures);
    expect(before?.family).toBe("Noto Sans");
    expect(rest).toEqual([]);
    expect(before?.text).toMatch(/^ok \uFFFD+$/u);
    expect(widthIn("Noto Sans", unprintable, 10)).toBeGreaterThan(3);
  });

  test("never set a sign in a face that lacks it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        for (const run of splitByFace(settable(text), faces, pictures)) {
          const face = faces.find(({ family }) => family === run.family);
          for (const sign of run.text) expect(face?.has(sign.codePointAt(0) ?? 0)).toBe(true);
        }
      }),
    );
  });
});

describe("long words", () => {
  const measure = (text: string) => Array.from(text).length;
  const link = `https://example.org/${"part/".repeat(12)}page?first=1&second=2-3.html#${"x".repeat(60)}`;

  test("are cut where an address may be, with nothing put between", () => {
    const lines = breakLongWords(`See ${link} for more`, 40, measure).split("\n");
    expect(lines.join("")).toBe(`See ${link} for more`);
    expect(lines[0]).toBe("See ");
    for (const line of lines.slice(1, -1)) expect(measure(line)).toBeLessThanOrEqual(40);
    expect(lines.slice(1, 3).every((line) => /[/?&=.-]$/.test(line))).toBe(true);
    expect(lines.at(-1)).toMatch(/ for more$/);
  });

  test("of several faces or alphabets are known, and such a text is broken at its blanks alone", () => {
    const runsOf = (word: string) => splitByFace(word, faces, pictures);
    for (const word of ["ключ→слово", "IT-специалист", "(שלום)", "5≥4"])
      expect(hasMixedWords(`one ${word} two`, runsOf), word).toBe(true);
    expect(hasMixedWords("Одно слово, two words (2019) — and «more»", runsOf)).toBe(false);
    const text = "ключ→слово один два три четыре ".repeat(5);
    const lines = breakLines(text, 25, measure);
    expect(lines.join("")).toBe(text);
    for (const line of lines) expect(measure(line.trimEnd())).toBeLessThanOrEqual(25);
    expect(lines.length).toBeLessThan(9);
  });

  test("that fit a line stay whole", () => {
    expect(breakLongWords("See https://example.org/a/b now", 40, measure)).toBe(
      "See https://example.org/a/b now",
    );
  });

  test("lose nothing, and no piece is wider than a line", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zа-я/?&=.-]{1,90}$/u), { maxLength: 6 }), (words) => {
        const text = words.join(" ");
        const cut = breakLongWords(text, 30, measure);
        expect(cut.replaceAll("\n", "")).toBe(text);
        for (const word of cut.split(/[ \n]/)) expect(measure(word)).toBeLessThanOrEqual(30);
      }),
    );
  });
});
