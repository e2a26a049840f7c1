import { findPlain, plain } from "~/platform/locale/fold";

/**
 * Words by which a mail tells whoever sees an inbox what it is about. The list is short on purpose: it is there to make
 * a coordinator look again, not to decide for them.
 */
const tellingWords: readonly RegExp[] = [
  /\bELF\b/u,
  /emerging\s+leaders/iu,
  /people\s+in\s+need/iu,
  /člověk\s+v\s+tísni/iu,
  /fellow(?:s|ship)?(?![\p{L}\p{N}])/iu,
  /scholarship|grant(?![\p{L}\p{N}])/iu,
  /appl(?:y|ied|ication|icant)/iu,
  /interview|shortlist|selected|accepted|rejected|declined/iu,
  /стипенди|програм|заявк|лидер|собеседовани|отбор|прошли|отказ/iu,
];

/** The words of a letter that would tell somebody looking over a shoulder what it is about, each once. */
export function findTellingWords(text: string, ...names: string[]): string[] {
  const found = tellingWords.flatMap((word) => word.exec(text)?.[0] ?? []);
  const named = names.filter((name) => findPlain(text, name).length > 0);
  return [...new Map([...found, ...named].map((word) => [plain(word), word])).values()];
}
