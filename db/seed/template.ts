import type { Random } from "./random";

/** Who speaks, and where. */
export interface Voice {
  locale: "en" | "ru";
  female: boolean;
  place: string;
  here: string;
}

/**
 * Fills in a template: `<this|that>` is either, `{20-40}` a number between both, `[he|she]` by gender, `{place}`,
 * `{Place}` and `{here}` the speaker's own. In Russian a number is one that takes the genitive plural.
 */
export function fillIn(template: string, random: Random, voice: Voice): string {
  return template
    .replaceAll(/<([^<>]*)>/g, (_, choices: string) => random.pick(choices.split("|")))
    .replaceAll(/\[([^[\]|]*)\|([^[\]]*)\]/g, (_, he: string, she: string) => (voice.female ? she : he))
    .replaceAll(/\{(\d+)-(\d+)\}/g, (_, low: string, high: string) =>
      String(number(random, Number(low), Number(high), voice.locale)),
    )
    .replaceAll("{place}", voice.place)
    .replaceAll("{Place}", voice.place.charAt(0).toUpperCase() + voice.place.slice(1))
    .replaceAll("{here}", voice.here);
}

function number(random: Random, low: number, high: number, locale: Voice["locale"]): number {
  for (let attempt = 0; attempt < 50; attempt++) {
    const value = random.between(low, high);
    const lastTwo = value % 100;
    if (locale === "en" || (lastTwo >= 11 && lastTwo <= 14) || value % 10 === 0 || value % 10 >= 5)
      return value;
  }
  throw new Error(`No number from ${low} to ${high} takes the genitive plural.`);
}
