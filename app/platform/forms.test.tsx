import { useForm } from "@conform-to/react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { errorLinks, errorText, parseForm, says } from "./forms";
import type { Translate } from "./locale/translate";

const t = ((key: string, values?: object) =>
  [key, JSON.stringify(values ?? {})].join(" ")) as unknown as Translate;
const schema = z.object({ name: z.string().max(3), age: z.coerce.number().max(99) });

function errorsOf(sent: Record<string, string>): { href: string; text: string }[] {
  const form = new FormData();
  for (const [name, value] of Object.entries(sent)) form.set(name, value);
  const result = parseForm(form, schema).reply({ formErrors: ["of the form as a whole"] });
  let links: { href: string; text: string }[] = [];
  function Form() {
    const [metadata] = useForm<z.input<typeof schema>>({ id: "form", lastResult: result });
    links = errorLinks(metadata, t);
    return null;
  }
  renderToStaticMarkup(<Form />);
  return links;
}

describe("an error summary", () => {
  it("names every field that a sign got into which is no letter, beside what else is wrong", () => {
    expect(errorsOf({ name: "�", age: "100" })).toEqual([
      { href: "#form-age", text: 'platform:error.at-most {"max":"99"}' },
      { href: "#form-name", text: "platform:error.damaged {}" },
    ]);
    expect(errorsOf({ name: "�", age: "9" })).toMatchObject([{ href: "#form-name" }]);
  });

  it("lists every wrong field, each with a link to it and a sentence", () => {
    expect(errorsOf({ name: "long", age: "100" })).toEqual([
      { href: "#form-name", text: 'platform:error.too-long {"max":"3"}' },
      { href: "#form-age", text: 'platform:error.at-most {"max":"99"}' },
    ]);
  });

  it("names a field that was left out", () => {
    expect(errorsOf({ age: "9" })).toEqual([{ href: "#form-name", text: "platform:error.required {}" }]);
  });

  it("is empty when nothing is wrong", () => {
    expect(errorsOf({ name: "Ana", age: "9" })).toEqual([]);
  });
});

describe("a message of a schema", () => {
  it("carries its values to its translation", () => {
    expect(errorText(t, says("accounts:error.weak", { min: 12 }))).toBe('accounts:error.weak {"min":"12"}');
  });
});
