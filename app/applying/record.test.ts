import fc from "fast-check";
import { expect, test } from "vitest";
import { canonicalJson } from "./record";

test("the order of keys and what is not there change nothing", () => {
  expect(canonicalJson({ b: 1, a: ["x", { d: true, c: null }], e: undefined })).toBe(
    '{"a":["x",{"c":null,"d":true}],"b":1}',
  );
});

test("is JSON that means the same", () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string()), fc.boolean())),
      (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual({ ...value });
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
      },
    ),
  );
});
