/** Milliseconds between two keys of one word, at most: who scores by keys looks at the page in between. */
const between = 500;
/** Milliseconds of silence after which somebody who was typing is taken to have stopped. */
const silence = 1000;

/** What a key that was pressed outside every field is taken for. */
export interface Taken {
  /** A command is one of the page's own keys; "typed" is part of a word that was meant for a field. */
  as: "command" | "typed" | "other";
  /** Keys that follow one another closely have the same number: what they did turns out to be a word together. */
  burst: number;
}

/**
 * Tells keys that are meant for the page from words that somebody types while no field has the focus. A letter that is
 * no key of the page begins a word, and so does a blank right behind a key that scored; until a second of silence all
 * that follows belongs to it.
 *
 * @param commands the page's own keys, in lower case
 */
export function watchTyping(commands: string) {
  let last = -Infinity;
  let burst = 0;
  let isTyping = false;
  return {
    /**
     * @param key the key as the browser names it, in lower case
     * @param at milliseconds on a clock that only goes forward
     * @param isBlankOdd whether a blank would do something here that nobody means right behind another key
     */
    take(key: string, at: number, isBlankOdd = false): Taken {
      const gap = at - last;
      last = at;
      if (gap >= between) burst++;
      if (gap >= silence) isTyping = false;
      if ([...key].length !== 1) return { as: "other", burst };
      const isBlank = key === " ";
      if (isBlank ? isBlankOdd && gap < between : !commands.includes(key)) isTyping = true;
      if (isTyping) return { as: "typed", burst };
      return { as: isBlank ? "other" : "command", burst };
    },
  };
}

/**
 * The key of a keyboard by its place where the alphabet that is typed in has no Latin letters, so that С of a Russian
 * keyboard is C; in lower case. Digits and signs are what they say.
 *
 * @param code the key's place as the browser names it, such as "KeyC"
 */
export function pageKey(key: string, code: string): string {
  const isForeign = /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);
  return (isForeign && /^Key[A-Z]$/.test(code) ? code.slice(3) : key).toLowerCase();
}
