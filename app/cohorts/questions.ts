/** The question engine as an edition's forms use it; it stands in `~/questions`, beneath every domain. */
export * from "~/questions/answers";
export * from "~/questions/conditions";
export { countWords } from "~/questions/count-words";
export * from "~/questions/definition";
export * from "~/questions/gaps";
export { worded } from "~/questions/wording";
