import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData, useSearchParams } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { readerWords } from "~/accounts/locale.server";
import { database, inTransaction } from "~/platform/database.server";
import { readForm, refuse } from "~/platform/http/body.server";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { KeptForm } from "~/ui/kept-form";
import { Notice } from "~/ui/notice";
import { PageHeader, Stack } from "~/ui/page";
import { requireReader } from "../reading.server";
import { drawWishes, readBeginnings, saveWishes, wishKinds, type Wish } from "../wishes.server";

export const handle: RouteHandle = { width: "form" };

export async function loader(args: LoaderFunctionArgs) {
  const { reader } = await requireReader(args);
  const { t } = await readerWords(args);
  const db = database();
  const drawn = await drawWishes(db, reader);
  const beginnings = await readBeginnings(
    db,
    drawn.map(({ applicationId }) => applicationId),
  );
  return {
    title: t("selection:wishes.title"),
    kinds: [...wishKinds],
    drawn: drawn.map(({ applicationId, code, wish }) => ({
      code,
      wish,
      beginning: beginnings.get(applicationId) ?? "",
    })),
  };
}

/** Keeps what a panelist would like to read. What they have not been asked about is passed over. */
export async function action(args: ActionFunctionArgs) {
  const { reader } = await requireReader(args);
  const form = await readForm(args.request);
  const saved = await inTransaction(async (tx) => {
    const drawn = await drawWishes(tx, reader);
    const said = new Map<string, Wish>();
    for (const { code } of drawn) {
      const value = form.get(`wish.${code}`);
      if (value === null || value === "open") continue;
      const wish = wishKinds.find((kind) => kind === value);
      if (!wish) throw refuse(400, "bad-request");
      said.set(code, wish);
    }
    return saveWishes(tx, reader, drawn, said);
  });
  throw redirect(`/panel/wishes?saved=${saved}`);
}

export default function PanelWishes() {
  const { drawn, kinds } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader
        backHref="/panel"
        backLabel={t("reading.back")}
        title={t("wishes.title")}
        lead={t("wishes.lead")}
      />
      <Stack>
        {search.has("saved") ? (
          <Notice tone="good" role="status">
            {t("wishes.saved")}
          </Notice>
        ) : null}
        {drawn.length === 0 ? (
          <EmptyState title={t("wishes.none.title")}>{t("wishes.none.text")}</EmptyState>
        ) : (
          <KeptForm className="grid gap-10">
            {drawn.map(({ code, wish, beginning }) => (
              <fieldset key={code} className="grid gap-3 border-t border-line pt-6">
                <legend className="sr-only">{code}</legend>
                <p className="max-w-text">{beginning || t("wishes.no-text")}</p>
                <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
                  {[...kinds, "open" as const].map((kind) => (
                    <label key={kind} className="inline-flex min-h-11 items-center gap-2">
                      <input
                        type="radio"
                        className="tick"
                        name={`wish.${code}`}
                        value={kind}
                        defaultChecked={(wish ?? "open") === kind}
                      />
                      {t(`wishes.kind.${kind}`)}
                    </label>
                  ))}
                </div>
                <p className="text-small text-muted">
                  {code}. <a href={`/panel/${code}/conflict`}>{t("wishes.conflict")}</a>
                </p>
              </fieldset>
            ))}
            <p>
              <Button>{t("wishes.submit")}</Button>
            </p>
          </KeptForm>
        )}
      </Stack>
    </>
  );
}
