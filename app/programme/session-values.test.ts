import { describe, expect, it } from "vitest";
import { differences, fieldsOf } from "./session-values";

const session = {
  title: "Negotiation",
  kind: "workshop",
  description: "Interests.\nPositions.",
  startsAt: new Date("2026-10-26T08:00:00Z"),
  endsAt: new Date("2026-10-26T11:00:00Z"),
  placeId: null,
  facilitatorId: "petr",
  optional: false,
};

describe("a session's form", () => {
  it("has its times by the wall clock", () => {
    expect(fieldsOf(session, "Europe/Prague")).toMatchObject({
      date: "2026-10-26",
      from: "09:00",
      to: "12:00",
      place: "",
    });
  });

  it("differs from the saved session where it was changed, and only there", () => {
    const saved = fieldsOf(session, "Europe/Prague");
    expect(differences(saved, { ...saved, description: "Interests.\r\nPositions." })).toEqual([]);
    expect(differences(saved, { ...saved, from: "10:00", facilitator: undefined })).toEqual([
      { field: "from", saved: "09:00", sent: "10:00" },
      { field: "facilitator", saved: "petr", sent: "" },
    ]);
  });
});
