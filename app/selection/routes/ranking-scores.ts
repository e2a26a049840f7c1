import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireCoordinator } from "~/cohorts/editions.server";
import { recordAudit } from "~/platform/audit.server";
import { database } from "~/platform/database.server";
import { handOut } from "~/platform/http/file.server";
import { scoresFile } from "../scores-file.server";

/** Every score the ranking rests on, for whoever wants to work it out again: codes and numbers, no names. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { rows, ...file } = await scoresFile(database(), edition);
  return handOut(args.request, { ...file, name: "scores.csv" }, () =>
    recordAudit(database(), {
      actorId: viewer.personId,
      action: "scores.exported",
      editionId: edition.id,
      subjectType: "edition",
      subjectId: edition.id,
      detail: { scores: rows },
    }),
  );
}
