import { foldedWords, plain } from "./fold";

/*
 * Names and other short texts that somebody looks for in a list: folded once, compared with many words.
 */

/** What is between the plain form of a text and the sounds of its names; no plain form has it. */
const divider = "\n";
/** What sounds this short is in too many words to be looked for at their beginnings: "ana" of Анна is in Анаргуль. */
const shortSound = 3;

/**
 * What somebody can be found by.
 *
 * @param names texts whose words are also found by their sound, in either alphabet
 * @param others codes and addresses, of which any part can be looked for as it stands
 */
export function searchable(
  names: readonly (string | null | undefined)[],
  others: readonly (string | null | undefined)[] = [],
): string {
  const given = names.filter((name) => !!name).map(String);
  const sounds = given.flatMap((name) => foldedWords(name).map(({ sound }) => sound));
  // A divider within would be a blank.
  const whole = [...given, ...others].filter(Boolean).map((text) => plain(String(text)));
  return `${whole.join("  ")}${divider} ${[...new Set(sounds)].join(" ")} `;
}

/** A word that is looked for. */
export interface Wanted {
  plain: string;
  /** Its sounds, more than one for a double name; none for codes and addresses. */
  sounds: string[];
}

/** The words of a search. */
export function wantedWords(search: string): Wanted[] {
  return search
    .split(/\s+/u)
    .map((word) => ({
      plain: plain(word).trim(),
      sounds: /[\d@.]/.test(word) ? [] : foldedWords(word).map(({ sound }) => sound),
    }))
    .filter((word) => word.plain !== "");
}

/**
 * Whether all that is looked for is in what {@link searchable} made: as it is typed, anywhere; by its sound, at the
 * beginning of a name, or as all of it where it is short. Without a word that can be looked for nothing is found.
 */
export function isFound(wanted: readonly Wanted[], text: string): boolean {
  const end = text.indexOf(divider);
  if (wanted.length === 0) return false;
  return wanted.every((word) => {
    const at = text.indexOf(word.plain);
    if (at >= 0 && at + word.plain.length <= end) return true;
    return (
      word.sounds.length > 0 &&
      word.sounds.every((sound) => text.includes(sound.length > shortSound ? ` ${sound}` : ` ${sound} `, end))
    );
  });
}
