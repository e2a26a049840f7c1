import { expect, test } from "vitest";
import { places, savedViews, tags } from "#db/schema";
import { database } from "~/platform/database.server";
import { compareWords } from "~/platform/locale/order";
import { listPlaces } from "~/programme/sessions.server";
import { listViews } from "~/selection/saved-views.server";
import { listTags } from "~/selection/tags.server";
import { anEdition } from "../factories/editions";
import { aPerson } from "../factories/people";
import { withTestDatabase } from "../setup/database";

withTestDatabase();

test("lists are in one order of words, by either database and by the app", async () => {
  const sorted = ["apple", "Apple", "Čapek", "Oʻrinova", "Zebra", "Әйел", "Елена", "Ёлка", "Жанна", "Өнер"];
  const edition = await anEdition();
  const { id: ownerId } = await aPerson();
  const editionId = edition.id;
  const given = ["Өнер", "Zebra", "Ёлка", "Apple", "Жанна", "apple", "Oʻrinova", "Елена", "Әйел", "Čapek"];
  const rows = given.map((name) => ({ editionId, name }));
  await database().insert(tags).values(rows);
  await database().insert(places).values(rows);
  await database()
    .insert(savedViews)
    .values(rows.map((row) => ({ ...row, ownerId, query: "" })));
  const names = (list: { name: string }[]) => list.map(({ name }) => name);
  expect(names(await listTags(database(), editionId))).toEqual(sorted);
  expect(names(await listPlaces(database(), editionId))).toEqual(sorted);
  expect(names(await listViews(database(), editionId, ownerId))).toEqual(sorted);
  expect(given.toSorted(compareWords)).toEqual(sorted);
});
