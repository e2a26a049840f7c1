import type { ComponentPropsWithoutRef, ReactNode } from "react";

import { cx } from "./cx";
import { useTyped } from "./kept-form";
import { describe, FieldError } from "./question";
import type { Question } from "./question";

// Choices live next door; forms import every kind of question from here.
export { Checkbox, CheckboxGroup, GroupFrame, RadioGroup } from "./choices";

/** The attributes a control takes from its frame. */
export interface ControlProps {
  id: string;
  "aria-invalid"?: true;
  "aria-describedby"?: string;
}

interface FieldProps extends Question {
  id: string;
  /** A further element that describes the control, such as a count. */
  describedBy?: string;
  /** What stands beneath the control. */
  after?: ReactNode;
  className?: string;
  children: (control: ControlProps) => ReactNode;
}

/** Label, help, error and control in their order, with the ARIA wiring done once. */
export function Field({
  id,
  label,
  help,
  error,
  optionalText,
  describedBy,
  after,
  className,
  children,
}: FieldProps) {
  const ids = describe(id, { help, error, extra: describedBy });
  return (
    <div className={cx("field", className)} data-invalid={error ? "" : undefined}>
      <label className="field-label" htmlFor={id}>
        {label}
        {optionalText ? <span className="field-optional"> ({optionalText})</span> : null}
      </label>
      {help ? (
        <div className="field-help" id={ids.helpId}>
          {help}
        </div>
      ) : null}
      {error ? <FieldError id={ids.errorId}>{error}</FieldError> : null}
      <div className="field-control">
        {children({
          id,
          "aria-invalid": error ? true : undefined,
          "aria-describedby": ids.describedBy,
        })}
      </div>
      {after}
    </div>
  );
}

interface Width {
  /** How long an answer looks expected; it never limits what can be typed. */
  width?: "full" | "half" | "short";
}

type InputProps = Question & Width & Omit<ComponentPropsWithoutRef<"input">, "width"> & { name: string };

function widthClass(width: Width["width"]) {
  return width === "half" ? "input-half" : width === "short" ? "input-short" : undefined;
}

function InputField({ id, label, help, error, optionalText, width, className, ...input }: InputProps) {
  const typed = useTyped(input.name);
  return (
    <Field id={id ?? input.name} {...{ label, help, error, optionalText, className }}>
      {(control) => (
        <input
          {...input}
          {...(typed === undefined ? {} : { defaultValue: typed })}
          {...control}
          className={cx("input", widthClass(width))}
        />
      )}
    </Field>
  );
}

/** One line of text: also e-mail, telephone, address of a page, password, search. */
export function TextField({
  type = "text",
  ...rest
}: InputProps & { type?: "text" | "email" | "tel" | "url" | "password" | "search" }) {
  return <InputField {...rest} type={type} />;
}

/** A number with the right keyboard on a phone and right-aligned digits. */
export function NumberField({ width = "short", inputMode = "numeric", ...rest }: Omit<InputProps, "type">) {
  return <InputField {...rest} type="number" width={width} inputMode={inputMode} />;
}

/** A day, by the browser's own picker. */
export function DateField({ width = "half", ...rest }: Omit<InputProps, "type">) {
  return <InputField {...rest} type="date" width={width} />;
}

/** A time of day, by the browser's own picker; say the time zone in `help`. */
export function TimeField({ width = "short", ...rest }: Omit<InputProps, "type">) {
  return <InputField {...rest} type="time" width={width} />;
}

/** A day and a time, by the browser's own picker; say the time zone in `help`. */
export function DateTimeField({ width = "half", ...rest }: Omit<InputProps, "type">) {
  return <InputField {...rest} type="datetime-local" width={width} />;
}

/** A file; the form around it needs `encType="multipart/form-data"`. */
export function FileField(props: Omit<InputProps, "type" | "defaultValue">) {
  return <InputField {...props} type="file" />;
}

type TextAreaProps = Question &
  ComponentPropsWithoutRef<"textarea"> & {
    name: string;
    /** A calm count beneath; `text` is what it says before any script has counted. */
    count?: { limitWords?: number; limitCharacters?: number; text: string };
  };

/** Several lines, with a count that informs and never cuts off. */
export function TextArea({
  id,
  label,
  help,
  error,
  optionalText,
  count,
  className,
  ...textarea
}: TextAreaProps) {
  const fieldId = id ?? textarea.name;
  const countId = count ? `${fieldId}-count` : undefined;
  const typed = useTyped(textarea.name);
  return (
    <Field
      id={fieldId}
      {...{ label, help, error, optionalText, className }}
      describedBy={countId}
      after={
        count ? (
          <p
            className="field-count"
            id={countId}
            data-count-for={fieldId}
            data-count-words={count.limitWords}
            data-count-chars={count.limitCharacters}
          >
            {count.text}
          </p>
        ) : null
      }
    >
      {(control) => (
        <textarea
          rows={6}
          {...textarea}
          {...(typed === undefined ? {} : { defaultValue: typed })}
          {...control}
          className="input"
        />
      )}
    </Field>
  );
}

type SelectProps = Question &
  Width &
  ComponentPropsWithoutRef<"select"> & {
    name: string;
    options: { value: string; label: string; disabled?: boolean }[];
    /** What an unanswered select shows; its value is the empty string. */
    placeholder?: string;
  };

/** One of many. For five or fewer, prefer RadioGroup. */
export function Select({
  id,
  label,
  help,
  error,
  optionalText,
  width,
  options,
  placeholder,
  className,
  ...select
}: SelectProps) {
  const typed = useTyped(select.name);
  return (
    <Field id={id ?? select.name} {...{ label, help, error, optionalText, className }}>
      {(control) => (
        <select
          {...select}
          {...(typed === undefined ? {} : { defaultValue: typed })}
          {...control}
          className={cx("input", widthClass(width))}
        >
          {placeholder === undefined ? null : <option value="">{placeholder}</option>}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
