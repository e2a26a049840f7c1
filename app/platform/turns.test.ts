import fc from "fast-check";
import { expect, test } from "vitest";
import { openTurns } from "./turns";

/** A line whose works are ended by hand, and the order in which they were begun. */
function aLine() {
  const time = { now: 0 };
  const turns = openTurns(1000, () => time.now);
  const begun: string[] = [];
  let end: () => void = () => {};
  const ask = (owner: string | null, name: string) =>
    turns.take(owner, () => {
      begun.push(name);
      return new Promise<void>((done) => {
        end = done;
      });
    });
  /** Ends the work that is being done, after so long. */
  const finish = async (milliseconds: number) => {
    time.now += milliseconds;
    end();
    // Whoever comes next is begun once what was done has been given back.
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
  };
  return { turns, begun, ask, finish };
}

test("whoever asks for six holds another up for one", async () => {
  const { turns, begun, ask, finish } = aLine();
  for (let work = 1; work <= 6; work++) void ask("Asel", `Asel ${work}`);
  void ask("Bek", "Bek 1");
  expect(turns.aheadOf("Chinara")).toBeNull();
  expect(turns.aheadOf("Chinara", 1)?.works).toBe(3);
  expect(turns.aheadOf("Bek")).toEqual({ works: 2, milliseconds: 2000 });
  expect(turns.aheadOf("Asel")?.works).toBe(6);
  for (let work = 0; work < 7; work++) await finish(5000);
  expect(begun).toEqual(["Asel 1", "Asel 2", "Bek 1", "Asel 3", "Asel 4", "Asel 5", "Asel 6"]);
  expect(turns.aheadOf("Asel")).toBeNull();
});

test("what nobody waits for is done while nobody waits", async () => {
  const { begun, ask, finish } = aLine();
  void ask(null, "old 1");
  void ask(null, "old 2");
  void ask("Asel", "Asel 1");
  for (let work = 0; work < 3; work++) await finish(100);
  expect(begun).toEqual(["old 1", "Asel 1", "old 2"]);
});

test("a work that fails gives its own failure, and the next has its turn", async () => {
  const turns = openTurns(1000);
  const [failed, done] = await Promise.allSettled([
    turns.take("Asel", () => Promise.reject(new Error("broken"))),
    turns.take("Bek", () => Promise.resolve("whole")),
  ]);
  expect(failed).toMatchObject({ status: "rejected", reason: new Error("broken") });
  expect(done).toEqual({ status: "fulfilled", value: "whole" });
});

test("how long it takes is judged by what was done lately", async () => {
  const { turns, ask, finish } = aLine();
  for (let work = 1; work <= 30; work++) void ask(`person ${work}`, "a work");
  for (let work = 0; work < 25; work++) await finish(4000);
  const ahead = turns.aheadOf("person 30");
  expect(ahead?.works).toBe(4);
  expect(ahead?.milliseconds).toBeGreaterThan(15_000);
  expect(ahead?.milliseconds).toBeLessThan(16_001);
});

test("as many are begun before somebody's last work as were told, whatever the others asked for before", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.constantFrom("Asel", "Bek", "Chinara", "Dilnoza"), { minLength: 1, maxLength: 20 }),
      async (owners) => {
        const { turns, begun, ask, finish } = aLine();
        owners.forEach((owner, index) => void ask(owner, `${owner} ${index}`));
        const who = owners[owners.length - 1] ?? "";
        const told = turns.aheadOf(who);
        for (let work = 0; work < owners.length; work++) await finish(1);
        expect(begun).toHaveLength(owners.length);
        if (owners.length === 1) expect(told).toBeNull();
        else expect(begun.indexOf(`${who} ${owners.length - 1}`)).toBe(told?.works);
      },
    ),
  );
});
