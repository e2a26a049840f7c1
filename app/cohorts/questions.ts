/** The question engine as an edition's forms use it; it stands in `~/questions`, beneath every domain. */
export * from "~/questions/answers";
export * from "~/questions/conditions";
export { countWords } from "~/questions/count-words";
export * from "~/questions/definition";
export { isAsked, questionsOf } from "~/questions/form-questions";
export { formSchema } from "~/questions/form-schema";
export * from "~/questions/gaps";
export { worded } from "~/questions/wording";
