import { beforeEach, describe, expect, test } from "vitest";
import * as fairnessRoute from "~/selection/routes/fairness";
import * as progressRoute from "~/selection/routes/panel-progress";
import { anApplication } from "../factories/applications";
import { anEdition, type Edition } from "../factories/editions";
import { aPerson, type Person } from "../factories/people";
import { aReview, anAssignment, aStanding } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { call, outcomeOf } from "../setup/request";

withTestDatabase();

let edition: Edition;
let coordinator: Person;

beforeEach(async () => {
  edition = await anEdition({ at: "selection" });
  coordinator = await aPerson({ name: "Jana", roles: [{ role: "coordinator", edition }] });
});

const at = (page: string) => ({
  path: `/office/${edition.slug}/${page}`,
  params: { edition: edition.slug },
});

async function scored(details: { country: string; gender: string; place: string; mean: number }) {
  const { country, gender, place, mean } = details;
  const application = await anApplication({
    edition,
    status: "submitted",
    eligibility: "eligible",
    country,
    answers: { gender, place },
  });
  await aStanding({ application, mean });
}

describe("the fairness page", () => {
  test("shows groups of five and more, and singles nobody out", async () => {
    for (let index = 0; index < 6; index++)
      await scored({ country: "KZ", gender: "Female", place: "city", mean: 3 + index / 10 });
    for (let index = 0; index < 5; index++)
      await scored({ country: "KG", gender: "male ", place: "village", mean: 4 });
    await scored({ country: "TM", gender: "CANARY-GENDER", place: "town", mean: 1.23 });
    const page = await call(fairnessRoute.loader, { as: coordinator, ...at("fairness") });
    const rows = (dimension: string) =>
      page.parts
        .find((part) => part.dimension === dimension)
        ?.rows.map(({ names, count }) => [names.join("+"), count]);
    expect(page.scored).toBe(12);
    expect(rows("country")).toEqual([
      ["Kazakhstan", 6],
      ["Kyrgyzstan+Turkmenistan", 6],
    ]);
    expect(rows("gender")).toEqual([
      ["Female", 6],
      ["CANARY-GENDER+male", 6],
    ]);
    expect(rows("place")).toEqual([
      ["A large city", 6],
      ["A town+A village", 6],
    ]);
    expect(rows("language")).toEqual([["English", 12]]);
    expect(JSON.stringify(page)).not.toContain("1.23");
  });

  test("is empty where there is too little, and follows new scores", async () => {
    for (let index = 0; index < 4; index++)
      await scored({ country: "KZ", gender: "", place: "unsaid", mean: 3 });
    const look = () => call(fairnessRoute.loader, { as: coordinator, ...at("fairness") });
    expect((await look()).parts.every(({ rows }) => rows.length === 0)).toBe(true);
    await scored({ country: "KZ", gender: "", place: "unsaid", mean: 3 });
    expect((await look()).parts[1]?.rows).toMatchObject([{ names: ["Not said"], count: 5 }]);
  });

  test("is for the edition's coordinators alone", async () => {
    const panelist = await aPerson({ roles: [{ role: "panelist", edition }] });
    const other = await aPerson({ roles: [{ role: "coordinator", edition: await anEdition() }] });
    for (const as of [panelist, other])
      for (const [loader, page] of [
        [fairnessRoute.loader, "fairness"],
        [progressRoute.loader, "panel/progress"],
      ] as const)
        expect((await outcomeOf(loader, { as, ...at(page) })).status).toBe(404);
  });
});

describe("progress", () => {
  test("is told by panelist and by application", async () => {
    const one = await aPerson({ name: "One", roles: [{ role: "panelist", edition }] });
    const two = await aPerson({ name: "Two", roles: [{ role: "panelist", edition }] });
    const application = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    await aReview({ application, panelist: one, scores: 4 });
    await aReview({ application, panelist: two, scores: [3, null, null, null, null], submitted: false });
    await aStanding({ application, mean: 4, readings: 1 });
    const second = await anApplication({ edition, status: "submitted", eligibility: "eligible" });
    await anAssignment({ application: second, panelist: two });
    const page = await call(progressRoute.loader, { as: coordinator, ...at("panel/progress") });
    expect(page.panelists.rows).toMatchObject([
      { name: "One", assigned: 1, begun: 0, submitted: 1, left: 0, mean: "4.00" },
      { name: "Two", assigned: 2, begun: 1, submitted: 0, left: 2, mean: "–", minutes: "–" },
    ]);
    expect(page.applications.rows.find(({ code }) => code === application.code)).toMatchObject({
      asked: 2,
      submitted: 1,
      mean: "4.00",
      spread: "–",
      further: null,
    });
    expect(page.applications.rows.find(({ code }) => code === second.code)).toMatchObject({
      asked: 1,
      submitted: 0,
    });
  });
});
