/** By this name a language is asked for: in the address that the language button posts to, and in what it posts. */
export const languageField = "shown-in";
