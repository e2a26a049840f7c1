import type { ComponentPropsWithoutRef, ReactNode } from "react";

import { cx } from "./cx";
import { useChosen } from "./kept-form";
import { describe, FieldError } from "./question";
import type { Question } from "./question";

export interface Choice {
  value: string;
  label: ReactNode;
  help?: ReactNode;
  disabled?: boolean;
}

interface GroupProps extends Question {
  name: string;
  options: Choice[];
  required?: boolean;
  disabled?: boolean;
  className?: string;
  /** Another form's id, when the group stands outside it. */
  form?: string;
}

/** The first control carries the group's own id, so that an error summary lands on it. */
function choiceId(groupId: string, index: number) {
  return index === 0 ? groupId : `${groupId}-${index + 1}`;
}

interface FrameProps extends Question {
  id: string;
  disabled?: boolean;
  className?: string;
  role?: "radiogroup";
  required?: boolean;
  children: ReactNode;
}

/** Legend, help, error and several controls in their order: also for groups that are neither boxes nor radios. */
export function GroupFrame({
  id,
  label,
  help,
  error,
  optionalText,
  disabled,
  className,
  role,
  required,
  children,
}: FrameProps) {
  const ids = describe(id, { help, error });
  return (
    <fieldset
      className={cx("field", className)}
      role={role}
      disabled={disabled}
      aria-describedby={ids.describedBy}
      aria-invalid={role && error ? true : undefined}
      aria-required={role && required ? true : undefined}
      data-invalid={error ? "" : undefined}
    >
      <legend className="field-label">
        {label}
        {optionalText ? <span className="field-optional"> ({optionalText})</span> : null}
      </legend>
      {help ? (
        <div className="field-help" id={ids.helpId}>
          {help}
        </div>
      ) : null}
      {error ? <FieldError id={ids.errorId}>{error}</FieldError> : null}
      {children}
    </fieldset>
  );
}

interface ChoiceRowProps extends ComponentPropsWithoutRef<"input"> {
  id: string;
  label: ReactNode;
  help?: ReactNode;
}

function ChoiceRow({ label, help, ...input }: ChoiceRowProps) {
  return (
    <label className="choice" htmlFor={input.id}>
      <input {...input} className="tick" />
      <span>
        {label}
        {help ? <span className="choice-help">{help}</span> : null}
      </span>
    </label>
  );
}

/** Any number of several, posted as repeated values of one name. */
export function CheckboxGroup({ defaultValue = [], ...props }: GroupProps & { defaultValue?: string[] }) {
  const { name, options, form, id = name } = props;
  const chosen = useChosen(name) ?? defaultValue;
  return (
    <GroupFrame {...props} id={id}>
      <div className="choices">
        {options.map((option, index) => (
          <ChoiceRow
            key={option.value}
            id={choiceId(id, index)}
            type="checkbox"
            name={name}
            form={form}
            value={option.value}
            label={option.label}
            help={option.help}
            disabled={option.disabled}
            defaultChecked={chosen.includes(option.value)}
            aria-invalid={props.error ? true : undefined}
          />
        ))}
      </div>
    </GroupFrame>
  );
}

interface RadioGroupProps extends GroupProps {
  defaultValue?: string;
  /** `scale` sets 1–5 in a row; options with `help` become written anchors. `ladder` sets those one under another. */
  look?: "list" | "scale" | "ladder";
  /** Words at both ends of a scale without anchors. */
  ends?: { low: string; high: string };
}

/** Exactly one of several. */
export function RadioGroup({ defaultValue, look = "list", ends, ...props }: RadioGroupProps) {
  const { name, options, required, form, id = name } = props;
  const chosen = useChosen(name) ?? [defaultValue];
  const radio = (option: Choice, index: number) => ({
    id: choiceId(id, index),
    type: "radio",
    name,
    form,
    required,
    value: option.value,
    disabled: option.disabled,
    defaultChecked: chosen.includes(option.value),
  });

  return (
    <GroupFrame {...props} id={id} role="radiogroup">
      {look === "list" ? (
        <div className="choices">
          {options.map((option, index) => (
            <ChoiceRow key={option.value} {...radio(option, index)} label={option.label} help={option.help} />
          ))}
        </div>
      ) : (
        <>
          <div
            className="scale"
            data-anchored={options.some((option) => option.help) ? "" : undefined}
            data-ladder={look === "ladder" ? "" : undefined}
          >
            {options.map((option, index) => (
              <label key={option.value} className="scale-cell" htmlFor={choiceId(id, index)}>
                <input {...radio(option, index)} />
                <span className="scale-mark">{option.label}</span>
                {option.help ? <span className="scale-anchor">{option.help}</span> : null}
              </label>
            ))}
          </div>
          {ends ? (
            <div className="scale-ends" aria-hidden="true">
              <span>{ends.low}</span>
              <span>{ends.high}</span>
            </div>
          ) : null}
        </>
      )}
    </GroupFrame>
  );
}

interface CheckboxProps
  extends Omit<Question, "optionalText">, Omit<ComponentPropsWithoutRef<"input">, "id" | "type"> {
  name: string;
  /** Keeps the label for those who hear the page, as in a table's row. */
  hideLabel?: boolean;
}

/** One box on its own, such as a consent. */
export function Checkbox({ id, label, help, error, hideLabel = false, className, ...input }: CheckboxProps) {
  const fieldId = id ?? input.name;
  const ids = describe(fieldId, { help, error });
  const chosen = useChosen(input.name);
  const control = {
    ...input,
    ...(chosen ? { defaultChecked: chosen.includes(String(input.value ?? "on")) } : {}),
    id: fieldId,
    type: "checkbox",
    className: "tick",
    "aria-invalid": error ? true : undefined,
    "aria-describedby": ids.describedBy,
  };

  if (hideLabel) {
    return (
      <label className={cx("inline-grid min-h-11 min-w-11 place-items-center", className)}>
        <input {...control} />
        <span className="sr-only">{label}</span>
      </label>
    );
  }
  return (
    <div className={cx("field", className)} data-invalid={error ? "" : undefined}>
      {error ? <FieldError id={ids.errorId}>{error}</FieldError> : null}
      <label className="choice" htmlFor={fieldId}>
        <input {...control} />
        <span>
          {label}
          {help ? (
            <span className="choice-help" id={ids.helpId}>
              {help}
            </span>
          ) : null}
        </span>
      </label>
    </div>
  );
}
