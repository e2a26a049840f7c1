import { describe, expect, test } from "vitest";
import { formSchema } from "./form-schema";
import { isBlank, worded, wordingsIn } from "./wording";

const blanks = ["", " ", "\t\n", "\u00a0", "\u2003", "\u200b", "\u2060\u00ad", "\ufeff"];

describe("a wording that is blank in a language", () => {
  test.each(blanks)("counts as missing there: %j", (blank) => {
    const label = { en: "Lead", ru: blank, kk: "Жетекші" };
    expect(isBlank(blank)).toBe(true);
    expect(worded(label, "ru")).toBe("Lead");
    expect(worded(label, "kk")).toBe("Жетекші");
    expect(wordingsIn(label)).toEqual(["Lead", "Жетекші"]);
  });

  test.each(blanks)("is not in a form once it is read: %j", (blank) => {
    const said = { en: "Lead", ru: blank, kk: "Жетекші" };
    const options = ["a", "b"].map((value) => ({ value, label: said }));
    const read = formSchema.parse({
      sections: [
        {
          key: "about",
          title: said,
          lead: said,
          questions: [{ key: "role", type: "choice", label: said, help: said, audience: "office", options }],
        },
      ],
    });
    expect(JSON.stringify(read)).not.toContain('"ru"');
    expect(JSON.stringify(read)).toContain('"kk"');
  });

  test.each(blanks)("is refused where it is English: %j", (blank) => {
    const read = formSchema.safeParse({ sections: [{ key: "about", title: { en: blank }, questions: [] }] });
    expect(read.error?.issues.map(({ path }) => path)).toEqual([["sections", 0, "title", "en"]]);
  });
});
