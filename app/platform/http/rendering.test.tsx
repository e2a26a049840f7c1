import { Suspense } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { renderWhole } from "./rendering.server";

const unexpected = (error: unknown) => {
  throw error as Error;
};
const words = "Я веду кружок для подростков: ғ, қ, ӯ, “—” и 🙂 тоже буквы. ".repeat(6);

/** Paragraphs in an alphabet of several bytes, so shifted that each place of a buffer meets the middle of a letter. */
function Letters({ shift }: { shift: number }) {
  return (
    <main>
      {"a".repeat(shift)}
      {Array.from({ length: 12 }, (_, row) => (
        <p key={row}>
          {words}
          <textarea defaultValue={words} />
        </p>
      ))}
    </main>
  );
}

describe("a page that is rendered whole", () => {
  it("has every letter in one piece, wherever it stands", async () => {
    for (let shift = 0; shift < 64; shift++) {
      const { bytes, failed } = await renderWhole(<Letters shift={shift} />, {
        limit: 10_000,
        onError: unexpected,
      });
      expect(failed).toBe(false);
      expect(bytes.includes(0), `a zero byte, shifted by ${shift}`).toBe(false);
      expect(new TextDecoder("utf-8", { fatal: true }).decode(bytes).replaceAll("<!-- -->", "")).toBe(
        renderToStaticMarkup(<Letters shift={shift} />),
      );
    }
  });

  it("waits for what comes later", async () => {
    let told: string | undefined;
    const promise = new Promise<void>((done) => setTimeout(done, 20)).then(() => void (told = "later"));
    function Later() {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- how React 18 is told to wait
      if (told === undefined) throw promise;
      return <p>{told}</p>;
    }
    const { bytes, failed } = await renderWhole(
      <Suspense fallback="not yet">
        <Later />
      </Suspense>,
      { limit: 10_000, onError: unexpected },
    );
    expect([failed, bytes.toString("utf8")]).toEqual([false, expect.stringContaining("<p>later</p>")]);
    expect(bytes.toString("utf8")).not.toContain("not yet");
  });

  it("says what failed in a part of it, and rejects where all of it did", async () => {
    function Broken(): never {
      throw new Error("broken");
    }
    const errors: unknown[] = [];
    const onError = (error: unknown) => void errors.push(error);
    const part = await renderWhole(
      <main>
        <h1>Whole</h1>
        <Suspense fallback="instead">
          <Broken />
        </Suspense>
      </main>,
      { limit: 10_000, onError },
    );
    expect([part.failed, part.bytes.toString("utf8")]).toEqual([true, expect.stringContaining("Whole")]);
    await expect(renderWhole(<Broken />, { limit: 10_000, onError })).rejects.toThrow("broken");
    expect(errors).toHaveLength(2);
  });

  it("gives up what takes too long", async () => {
    const never = new Promise<void>(() => {});
    function Waiting(): never {
      // eslint-disable-next-line @typescript-eslint/only-throw-error -- how React 18 is told to wait
      throw never;
    }
    const errors: unknown[] = [];
    const onError = (error: unknown) => void errors.push(error);
    const part = await renderWhole(
      <Suspense fallback="instead">
        <Waiting />
      </Suspense>,
      { limit: 30, onError },
    );
    expect([part.failed, part.bytes.toString("utf8")]).toEqual([true, expect.stringContaining("instead")]);
    await expect(renderWhole(<Waiting />, { limit: 30, onError })).rejects.toThrow("within 30 ms");
  });
});
