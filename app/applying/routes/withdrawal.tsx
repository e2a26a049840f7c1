import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { confirmIdentity } from "~/accounts/identity.server";
import { requireUser } from "~/accounts/guards.server";
import { readerWords } from "~/accounts/locale.server";
import { goodbye } from "~/accounts/session.server";
import { database } from "~/platform/database.server";
import { readForm, refuse } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { WithdrawalForm } from "../components/withdrawal-form";
import { findCurrentApplication, findOwnApplication, withdrawApplication } from "../applications.server";
import { eraseApplication, holdsPlaceFor, listWaysOut, type WayOut } from "../erasure.server";

export const handle: RouteHandle = { width: "form" };

/** The ways to take one's own application back, and what each of them leaves. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await requireUser(args);
  const own = await findCurrentApplication(database(), viewer);
  const ways = own ? await listWaysOut(database(), viewer, own) : [];
  if (!own || ways.length === 0) throw redirect("/application");
  const { t } = await readerWords(args);
  return {
    title: t("applying:page-title.more"),
    code: own.application.code,
    call: own.isOneOfSeveral ? own.edition.name : null,
    ways,
    kind: kindOf(
      ways,
      own.application.submittedAt !== null,
      await holdsPlaceFor(database(), own.application.id),
    ),
  };
}

/** In which words it is asked. */
function kindOf(
  ways: readonly WayOut[],
  wasSent: boolean,
  isFellow: boolean,
): "draft" | "sent" | "place" | "kept" {
  if (!wasSent) return "draft";
  if (!ways.includes("withdraw")) return "kept";
  return isFellow ? "place" : "sent";
}

/**
 * Takes one's own application back, and erases it or the account with it where that was chosen; the password is asked
 * for what cannot be undone. The code comes along, so that it reaches this application and, pressed again, no other.
 */
export async function action(args: ActionFunctionArgs) {
  const viewer = await requireUser(args);
  const form = await readForm(args.request);
  const code = form.get("code");
  if (typeof code !== "string") throw refuse(400, "form-unreadable");
  const own = await findOwnApplication(database(), viewer, { code });
  if (!own) return redirect("/application");
  const way = form.get("way");
  if (way !== "withdraw" && way !== "erase" && way !== "account") return wrong("way", null);
  if (way === "withdraw") {
    const outcome = await withdrawApplication(viewer, own.application.id);
    if (outcome === "too-late") throw refuse(409, "withdrawal-too-late");
    return redirect(outcome === "deleted" ? "/application?deleted=1" : "/application");
  }
  const password = form.get("password");
  if (typeof password !== "string" || password === "") return wrong("password-missing", way);
  if (password.length > 1000 || !(await confirmIdentity(viewer, password)))
    return wrong("password-wrong", way);
  const erasure = await eraseApplication(viewer, own.application.id, { account: way === "account" });
  if (erasure.outcome === "too-late") throw refuse(409, "withdrawal-too-late");
  if (erasure.accountErased) return redirect("/login?note=erased", { headers: goodbye() });
  if (way === "account") return redirect("/application?account-kept=1");
  return redirect(erasure.outcome === "deleted" ? "/application?deleted=1" : "/application?erased=1");
}

function wrong(error: "way" | "password-missing" | "password-wrong", way: WayOut | null) {
  return data({ error, way }, { status: 400 });
}

export default function Withdrawal() {
  const page = useLoaderData<typeof loader>();
  const result = useActionData<typeof action>();
  const { t } = useTranslation("applying");
  return (
    <WithdrawalForm
      {...page}
      way={result?.way ?? null}
      error={result ? t(`withdraw.error.${result.error}`) : undefined}
      errorAt={result ? (result.error === "way" ? "way" : "password") : undefined}
    />
  );
}
