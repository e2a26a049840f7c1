import type { LoaderFunctionArgs } from "@remix-run/node";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { recordAudit } from "~/platform/audit.server";
import { database } from "~/platform/database.server";
import { notFound } from "~/platform/http/body.server";
import { handOut } from "~/platform/http/file.server";
import { rankingFile } from "../ranking-files.server";

/** The whole ranking as a file: codes and figures, no names. */
export async function loader(args: LoaderFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const { t } = await readerWords(args);
  const { format } = args.params;
  if (format !== "csv" && format !== "xlsx") throw notFound();
  const { rows, ...file } = await rankingFile(database(), edition, format, t);
  return handOut(args.request, { ...file, name: `ranking.${format}` }, () =>
    recordAudit(database(), {
      actorId: viewer.personId,
      action: "ranking.exported",
      editionId: edition.id,
      subjectType: "edition",
      subjectId: edition.id,
      detail: { format, applications: rows },
    }),
  );
}
