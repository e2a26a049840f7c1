import type { FormDefinition } from "~/questions/definition";
import { formSchema } from "~/questions/form-schema";

/**
 * What a referee is asked until an edition's coordinators publish something else: version 1 of every edition's
 * reference form, which is stored nowhere. Its words say nothing of what the reference is for: whoever opens the link learns no more
 * than that somebody asked for one.
 */
export const defaultReferenceForm: FormDefinition = {
  sections: [
    {
      key: "reference",
      title: { en: "A reference", ru: "Рекомендация" },
      questions: [
        {
          key: "acquaintance",
          type: "long-text",
          label: {
            en: "How do you know this person, and for how long?",
            ru: "Откуда вы знаете этого человека и как давно?",
          },
          help: {
            en: "A sentence or two: as a colleague, a teacher, a neighbour.",
            ru: "Одно-два предложения: вы коллега, преподаватель, сосед…",
          },
          maxWords: 100,
          required: true,
          audience: "office",
        },
        {
          key: "example",
          type: "long-text",
          label: {
            en: "Tell of a time when they moved something forward with others",
            ru: "Расскажите о случае, когда этот человек вместе с другими сдвинул что-то с места",
          },
          help: {
            en: "One example that you saw yourself says more than praise. Leave out the names of others.",
            ru: "Один пример, который вы видели сами, скажет больше похвал. Не называйте имён других людей.",
          },
          maxWords: 300,
          required: true,
          audience: "office",
        },
        {
          key: "to-learn",
          type: "long-text",
          label: {
            en: "What do they still have to learn?",
            ru: "Чему этому человеку ещё предстоит научиться?",
          },
          help: {
            en: "Nobody is done learning. An honest answer helps them.",
            ru: "Учиться есть чему каждому. Честный ответ поможет.",
          },
          maxWords: 200,
          required: true,
          audience: "office",
        },
        {
          key: "recommend",
          type: "scale",
          label: {
            en: "How warmly do you recommend them?",
            ru: "Насколько уверенно вы рекомендуете этого человека?",
          },
          from: 1,
          to: 5,
          low: { en: "I would not", ru: "Не рекомендую" },
          high: { en: "Without reservation", ru: "Без оговорок" },
          required: true,
          audience: "office",
        },
        {
          key: "anything-else",
          type: "long-text",
          label: { en: "Is there anything else we should know?", ru: "Что ещё нам стоит знать?" },
          maxWords: 200,
          required: false,
          audience: "office",
        },
      ],
    },
  ],
};

/** A stored version of a reference form, or version 1 where none is named. */
export function referenceFormOf(definition: unknown): FormDefinition {
  return definition ? formSchema.parse(definition) : defaultReferenceForm;
}
