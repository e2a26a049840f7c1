import { describe, expect, test } from "vitest";
import { aPerson } from "../factories/people";
import { testMasterKey } from "../setup/environment";
import { withTestDatabase } from "../setup/database";
import { database, inTransaction } from "~/platform/database.server";
import { readEnv, setEnv } from "~/platform/env.server";
import {
  dailyHash,
  destroyKey,
  emailHash,
  findKey,
  getKey,
  newKey,
  openKey,
  sameSecret,
  seal,
  sealBytes,
  sealJson,
  unseal,
  unsealBytes,
  unsealJson,
} from "~/platform/vault.server";

withTestDatabase();

describe("what is sealed", () => {
  test("opens for the same person and purpose, whatever script it is in", async () => {
    const person = await aPerson();
    const key = await getKey(database(), person.id);
    const text = "Айгүл — ұлы дала 🌄";
    expect(unseal(key, "people.name", seal(key, "people.name", text))).toBe(text);
    expect(unseal(key, "people.name", seal(key, "people.name", ""))).toBe("");
    expect(unseal(key, "people.name", null)).toBeNull();
    expect(unsealJson(key, "a.b", sealJson(key, "a.b", { words: [1, null] }))).toEqual({ words: [1, null] });
    const bytes = Buffer.from([0, 255, 10, 13]);
    expect(unsealBytes(key, "files.content", sealBytes(key, "files.content", bytes))).toEqual(bytes);
  });

  test("never looks the same twice", async () => {
    const { key } = newKey(crypto.randomUUID());
    expect(seal(key, "a.b", "yes").equals(seal(key, "a.b", "yes"))).toBe(false);
  });

  test("does not open once any single byte of it is changed", () => {
    const { key } = newKey(crypto.randomUUID());
    const sealed = seal(key, "a.b", "twelve bytes");
    for (let index = 0; index < sealed.length; index++) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => unseal(key, "a.b", changed), `byte ${index}`).toThrow();
    }
    expect(() => unseal(key, "a.b", sealed.subarray(0, 20))).toThrow();
    expect(() => unseal(key, "a.b", Buffer.alloc(0))).toThrow();
  });

  test("does not open in another column, or for another person", () => {
    const { key } = newKey(crypto.randomUUID());
    const { key: other } = newKey(crypto.randomUUID());
    const sealed = seal(key, "people.name", "Aigerim");
    expect(() => unseal(key, "people.email", sealed)).toThrow();
    expect(() => unseal(other, "people.name", sealed)).toThrow();
  });

  test("a wrapped key put on another person's row does not open", () => {
    const { key, row } = newKey(crypto.randomUUID());
    expect(openKey(key.personId, row.wrapped).secret.export()).toEqual(key.secret.export());
    expect(() => openKey(crypto.randomUUID(), row.wrapped)).toThrow();
  });

  test("is gone for good when the person's key is", async () => {
    const person = await aPerson();
    await inTransaction((tx) => destroyKey(tx, person.id));
    expect(await findKey(database(), person.id)).toBeNull();
    await expect(getKey(database(), person.id)).rejects.toThrow("erased");
  });

  test("opens under no other master key", () => {
    const { key, row } = newKey(crypto.randomUUID());
    try {
      setEnv({ NODE_ENV: "test", ELF_MASTER_KEY: "ab".repeat(32) });
      expect(() => openKey(key.personId, row.wrapped)).toThrow();
    } finally {
      setEnv({ NODE_ENV: "test", ELF_MASTER_KEY: testMasterKey });
    }
  });
});

describe("hashes", () => {
  test("an address is found however it is written", () => {
    expect(emailHash("  Aida@Example.ORG ")).toBe(emailHash("aida@example.org"));
    expect(emailHash("café@example.org")).toBe(emailHash("café@example.org"));
    expect(emailHash("aida@example.org")).not.toBe(emailHash("aida@example.com"));
  });

  test("a counter's hash changes with the day", () => {
    expect(dailyHash("192.0.2.1", "2027-01-14")).not.toBe(dailyHash("192.0.2.1", "2027-01-15"));
  });

  test("secrets of any length can be compared", () => {
    expect(sameSecret("one", "one")).toBe(true);
    expect(sameSecret("one", "another that is longer")).toBe(false);
  });
});

describe("the environment", () => {
  const base = { NODE_ENV: "production", DATABASE_URL: "postgres://localhost/elf" } as const;

  test("production without a master key does not start, and says how to make one", () => {
    expect(() => readEnv(base)).toThrow(/ELF_MASTER_KEY is not set.*openssl rand -hex 32/);
    expect(() => readEnv({ ...base, ELF_MASTER_KEY: testMasterKey })).not.toThrow();
  });

  test("every wrong variable is named at once", () => {
    const wrong = { ...base, ELF_MASTER_KEY: "short", PORT: "99999", ELF_ORIGIN: "not an address" };
    expect(() => readEnv(wrong)).toThrow(/(?=[\s\S]*ELF_MASTER_KEY)(?=[\s\S]*PORT)(?=[\s\S]*ELF_ORIGIN)/);
  });

  test("cookies are secure wherever people come by https", () => {
    const key = { ELF_MASTER_KEY: testMasterKey };
    expect(readEnv({ ...base, ...key, ELF_ORIGIN: "https://apply.example.org/path" })).toMatchObject({
      origin: "https://apply.example.org",
      secureCookies: true,
    });
    expect(readEnv({ ...base, ...key }).secureCookies).toBe(false);
  });
});
