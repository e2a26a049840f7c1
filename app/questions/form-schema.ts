import { formShape } from "./definition";
import { checkForm } from "./definition-checks";

/** A form whose parts fit together. */
export const formSchema = formShape.superRefine((form, context) => {
  for (const { path, message } of checkForm(form)) context.addIssue({ code: "custom", path, message });
});
