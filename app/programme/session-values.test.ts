import { describe, expect, it } from "vitest";
import { differences, fieldsOf } from "./session-values";

const session = {
  title: "Negotiation",
  kind: "workshop",
  description: "Interests.\nPositions.",
  day: 42,
  startMinute: 9 * 60,
  endMinute: 12 * 60,
  placeId: null,
  facilitatorId: "petr",
  optional: false,
};

describe("a session's form", () => {
  it("has its times by the wall clock", () => {
    expect(fieldsOf(session, "2026-09-14")).toMatchObject({
      date: "2026-10-26",
      from: "09:00",
      to: "12:00",
      place: "",
    });
  });

  it("differs from the saved session where it was changed, and only there", () => {
    const saved = fieldsOf(session, "2026-09-14");
    expect(differences(saved, { ...saved, description: "Interests.\r\nPositions." })).toEqual([]);
    expect(differences(saved, { ...saved, from: "10:00", facilitator: undefined })).toEqual([
      { field: "from", saved: "09:00", sent: "10:00" },
      { field: "facilitator", saved: "petr", sent: "" },
    ]);
  });
});
