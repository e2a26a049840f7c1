import { hash } from "@node-rs/argon2";
import { expect, test } from "vitest";
import { passwordsAtWork, verifyPassword } from "~/accounts/password.server";

test("passwords are looked at two at a time, and whoever finds a hundred waiting is asked to come again", async () => {
  const cheap = await hash("right", { memoryCost: 1024, timeCost: 1, parallelism: 1 });
  let most = 0;
  const looks = Array.from({ length: 110 }, async (_, index) => {
    const isRight = await verifyPassword(cheap, index % 2 ? "right" : "wrong").catch(
      (refusal: unknown) => refusal,
    );
    most = Math.max(most, passwordsAtWork().busy);
    return isRight;
  });
  const answers = await Promise.all(looks);
  expect(most).toBe(2);
  expect(answers.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, index) => index % 2 === 1));
  expect(answers.slice(-8).map((refusal) => (refusal as Response).status)).toEqual(Array(8).fill(503));
  // Those who come later find the line as short as before.
  expect(await verifyPassword(cheap, "right")).toBe(true);
  expect(passwordsAtWork()).toEqual({ busy: 0, waiting: 0 });
});
