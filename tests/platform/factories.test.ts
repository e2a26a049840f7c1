import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { applicationSections, people, releasedSessions, submissions } from "#db/schema";
import { findViewer } from "~/accounts/guards.server";
import { database } from "~/platform/database.server";
import { getKey, unsealJson } from "~/platform/vault.server";
import { findGaps, questionsOf } from "~/cohorts/questions";
import { anApplication, completeAnswers } from "../factories/applications";
import { anEdition, formOf } from "../factories/editions";
import { aPerson } from "../factories/people";
import { aFellow, aProgrammeSession, aRelease } from "../factories/programme";
import { aDecision, aReview } from "../factories/reviews";
import { withTestDatabase } from "../setup/database";
import { asRequest } from "../setup/request";

withTestDatabase();

describe("what tests are built from", () => {
  test("a person is sealed, holds the roles asked for and can be logged in", async () => {
    const edition = await anEdition();
    const person = await aPerson({ name: "Aigerim", roles: ["admin", { role: "panelist", edition }] });
    const [row] = await database().select().from(people).where(eq(people.id, person.id));
    expect(row?.name?.includes("Aigerim")).toBe(false);
    const viewer = await findViewer(await asRequest({ as: person }));
    expect(viewer?.name).toBe("Aigerim");
    expect(viewer?.roles.map((held) => held.role).sort()).toEqual(["admin", "panelist"]);
    expect(await findViewer(await asRequest())).toBeNull();
  });

  test("an application's answers are complete, valid and sealed", async () => {
    const edition = await anEdition();
    const application = await anApplication({ edition, status: "submitted", country: "UZ" });
    const key = await getKey(database(), application.personId);
    const [submission] = await database()
      .select()
      .from(submissions)
      .where(eq(submissions.applicationId, application.id));
    expect(unsealJson(key, "submission.answers", submission?.answers ?? Buffer.alloc(0))).toEqual(
      application.answers,
    );
    const { definition } = await formOf(edition);
    const files = new Set(
      questionsOf(definition).flatMap((question) => (question.type === "file" ? [question.key] : [])),
    );
    expect(
      findGaps(definition.sections, completeAnswers(definition, "UZ"), files, edition.countries),
    ).toEqual([]);
  });

  test("a draft can be half filled", async () => {
    const application = await anApplication({ sections: 2 });
    const sections = await database()
      .select()
      .from(applicationSections)
      .where(eq(applicationSections.applicationId, application.id));
    expect(sections).toHaveLength(2);
  });

  test("a reading has its weighted mean", async () => {
    const application = await anApplication({ status: "submitted" });
    expect((await aReview({ application, scores: [1, 2, 3, 4, 5], comment: "Steady" })).mean).toBe(3);
    expect((await aReview({ application, submitted: false })).mean).toBeNull();
    await aDecision({ application, released: true });
  });

  test("a session is published at its wall-clock time in the edition's zone", async () => {
    const { edition } = await aFellow();
    const session = await aProgrammeSession({ edition, week: 3, day: 2, from: "14:00", to: "16:00" });
    await aRelease({ edition });
    const [released] = await database()
      .select()
      .from(releasedSessions)
      .where(eq(releasedSessions.sessionId, session.id));
    expect(released?.startsAt).toEqual(session.startsAt);
    expect(session.endsAt.getTime() - session.startsAt.getTime()).toBe(7_200_000);
  });
});
