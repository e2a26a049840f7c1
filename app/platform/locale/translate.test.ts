import { describe, expect, it } from "vitest";
import { createTranslator } from "./translate";

const words = {
  en: {
    platform: {
      hello: "Hello",
      count_one: "{{count}} week",
      count_other: "{{count}} weeks",
      by: "By {{who}}",
    },
    office: { hello: "Good morning" },
  },
};

describe("a translator", () => {
  const translator = createTranslator("en", words);

  it("says the same sentence again, and each namespace's own", () => {
    const t = translator.getFixedT("en", "platform");
    expect([t("hello"), t("hello")]).toEqual(["Hello", "Hello"]);
    expect(translator.getFixedT("en", "office")("hello")).toBe("Good morning");
    expect(translator.t("office:hello")).toBe("Good morning");
  });

  it("fills in what it is given, each time anew", () => {
    const t = translator.getFixedT("en", "platform");
    expect([t("count", { count: 1 }), t("count", { count: 2 })]).toEqual(["1 week", "2 weeks"]);
    expect([t("by", { who: "Ada" }), t("by", { who: "Bo" })]).toEqual(["By Ada", "By Bo"]);
  });

  it("gives a key back that it has no words for, and a default where there is one", () => {
    const t = translator.getFixedT("en", "platform");
    expect(t("nothing.here")).toBe("nothing.here");
    expect(t("nothing.here", "Something")).toBe("Something");
  });
});
