import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { readerWords } from "~/accounts/locale.server";
import { requireCoordinator } from "~/cohorts/editions.server";
import { database } from "~/platform/database.server";
import { errorText, parseForm } from "~/platform/forms";
import { readForm } from "~/platform/http/body.server";
import { formatNumber } from "~/platform/locale/format";
import type { RouteHandle } from "~/platform/route-handle";
import { Button } from "~/ui/button";
import { NumberField, RadioGroup } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Columns, PageHeader, Section, Stack } from "~/ui/page";
import { levelRules, MarkingForm } from "../marking";
import { applyMarking, previewMarking, type PreviewRow } from "../marking.server";

export const handle: RouteHandle = { width: "wide" };

export async function loader(args: LoaderFunctionArgs) {
  const { edition } = await requireCoordinator(args, args.params["edition"]);
  const { t } = await readerWords(args);
  const query = new URL(args.request.url).searchParams;
  const asked = new FormData();
  for (const [name, value] of query) asked.set(name, value);
  const submission = parseForm(asked, MarkingForm);
  const usual = { first: edition.places, next: 0, level: "split" as const };
  const marking = submission.status === "success" ? submission.value : usual;
  const errors = submission.status === "error" ? submission.error : null;
  return {
    title: t("selection:ranking.marking.page-title"),
    slug: edition.slug,
    places: edition.places,
    isOpen: !edition.decisionsReleasedAt,
    asked: { first: query.get("first"), next: query.get("next") },
    errors: {
      first: errors?.["first"]?.[0] && errorText(t, errors["first"][0]),
      next: errors?.["next"]?.[0] && errorText(t, errors["next"][0]),
    },
    marking,
    preview: errors ? null : await previewMarking(database(), edition, marking),
  };
}

const ApplyForm = MarkingForm.extend({ fingerprint: z.string().min(1).max(40) });

export async function action(args: ActionFunctionArgs) {
  const { viewer, edition } = await requireCoordinator(args, args.params["edition"]);
  const submission = parseForm(await readForm(args.request), ApplyForm);
  // Nobody types these fields: what does not fit was not sent by the page.
  if (submission.status !== "success") return data({ refused: "changed" as const }, { status: 400 });
  const { fingerprint, ...marking } = submission.value;
  const result = await applyMarking(viewer.personId, edition.id, marking, fingerprint);
  if (result.status !== "marked") return data({ refused: result.status }, { status: 409 });
  return redirect(`/office/${edition.slug}/ranking?cohort=${result.cohort}&reserve=${result.reserve}`);
}

export default function MarkingByRank() {
  const { slug, places, isOpen, asked, errors, marking, preview } = useLoaderData<typeof loader>();
  const refused = useActionData<typeof action>()?.refused;
  const { t } = useTranslation("selection");
  return (
    <>
      <PageHeader
        title={t("ranking.marking.page-title")}
        lead={t("ranking.marking.page-lead")}
        backHref={`/office/${slug}/ranking`}
        backLabel={t("ranking.marking.back")}
      />
      <Stack gap="normal">
        {refused === "changed" ? (
          <Notice tone="warn" role="alert">
            {t("ranking.marking.changed")}
          </Notice>
        ) : null}
        {isOpen ? (
          <form method="get" className="grid gap-5">
            <div className="flex flex-wrap items-end gap-x-6 gap-y-4">
              <NumberField
                name="first"
                label={t("ranking.marking.first")}
                min={0}
                max={999}
                defaultValue={asked.first ?? marking.first}
                error={errors.first}
              />
              <NumberField
                name="next"
                label={t("ranking.marking.next")}
                min={0}
                max={999}
                defaultValue={asked.next ?? marking.next}
                error={errors.next}
              />
            </div>
            <RadioGroup
              name="level"
              label={t("ranking.marking.level")}
              defaultValue={marking.level}
              options={levelRules.map((rule) => ({ value: rule, label: t(`ranking.marking.level-${rule}`) }))}
            />
            <div>
              <Button variant="secondary">{t("ranking.marking.again")}</Button>
            </div>
          </form>
        ) : (
          <Notice>{t("ranking.marking.frozen")}</Notice>
        )}
        {isOpen && preview ? (
          <>
            <Warnings preview={preview} places={places} />
            <Columns>
              {(["cohort", "reserve"] as const).map((kind) => (
                <div key={kind}>
                  <Section title={t(`ranking.marking.${kind}`, { count: preview[kind].length })}>
                    <CodeList rows={preview[kind]} kind={kind} />
                  </Section>
                </div>
              ))}
            </Columns>
            <form method="post">
              <input type="hidden" name="first" value={marking.first} />
              <input type="hidden" name="next" value={marking.next} />
              <input type="hidden" name="level" value={marking.level} />
              <input type="hidden" name="fingerprint" value={preview.fingerprint} />
              <Button>
                {t("ranking.marking.apply", {
                  cohort: preview.cohort.length,
                  reserve: preview.reserve.length,
                })}
              </Button>
            </form>
          </>
        ) : null}
      </Stack>
    </>
  );
}

type Preview = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>["preview"]>;

function Warnings({ preview, places }: { preview: Preview; places: number }) {
  const { t } = useTranslation("selection");
  const texts = [
    ...preview.level.map(({ line, score, codes, above }) =>
      t(`ranking.marking.level-${line}`, {
        count: codes.length,
        mean: formatNumber(score, "en", 2),
        codes: codes.join(", "),
        above,
      }),
    ),
    ...(preview.cohort.length > places
      ? [t("ranking.marking.too-many", { count: preview.cohort.length, places })]
      : []),
    ...(preview.cleared.length > 0
      ? [t("ranking.marking.cleared", { count: preview.cleared.length, codes: preview.cleared.join(", ") })]
      : []),
    ...(preview.passedOver > 0 ? [t("ranking.marking.passed-over", { count: preview.passedOver })] : []),
  ];
  if (texts.length === 0) return null;
  return (
    <Notice tone="warn">
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </Notice>
  );
}

/** Codes in their order, each with what it was marked as before. */
function CodeList({ rows, kind }: { rows: PreviewRow[]; kind: "cohort" | "reserve" }) {
  const { t } = useTranslation("selection");
  if (rows.length === 0) return <p className="text-muted">{t("ranking.marking.none")}</p>;
  return (
    <ol role="list">
      {rows.map(({ code, score, from }, index) => (
        <li key={code} className="flex gap-4 border-b border-line py-2">
          <span className="w-7 text-end text-muted">{index + 1}</span>
          <span className="font-semibold">{code}</span>
          <span className="text-muted">{formatNumber(score, "en", 2)}</span>
          <span className="ms-auto text-small text-muted">
            {from === kind ? t("ranking.marking.keeps") : t(`ranking.marking.from-${from ?? "none"}`)}
          </span>
        </li>
      ))}
    </ol>
  );
}
