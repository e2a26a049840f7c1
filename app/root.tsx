import type { LoaderFunctionArgs } from "@remix-run/node";
import {
  Links,
  Outlet,
  Scripts,
  isRouteErrorResponse,
  useLocation,
  useMatches,
  useRouteError,
  useRouteLoaderData,
} from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { LoggedOutForm, TypedTexts } from "./accounts/components/logged-out-form";
import { findViewer } from "./accounts/guards.server";
import { languageField } from "./accounts/language-field";
import { readerWords } from "./accounts/locale.server";
import { navigationFor } from "./navigation";
import { editionFrame } from "./office/frame.server";
import { env } from "./platform/env.server";
import { isApart } from "./platform/http/apart";
import { elsewhere, staysAway } from "./platform/leaving";
import { localeNames, locales } from "./platform/locale/locales";
import type { PageData, RouteHandle } from "./platform/route-handle";
import { Button, ButtonLink } from "./ui/button";
import { FormForNothing, keptFormId, useTypedTexts } from "./ui/kept-form";
import { Leave } from "./ui/leave";
import { Menu } from "./ui/menu";
import { useNonce } from "./ui/nonce";
import { Notice } from "./ui/notice";
import { PageHeader } from "./ui/page";
import { Shell } from "./ui/shell";
import { SubNavigation } from "./ui/sub-navigation";
import baseScript from "./ui/base.enhance.ts?worker&url";
import styles from "./ui/styles.css?url";

export async function loader({ request, context }: LoaderFunctionArgs) {
  const [viewer, { locale, t }] = await Promise.all([
    findViewer({ request, context }),
    readerWords({ request, context }),
  ]);
  const url = new URL(request.url);
  const path = url.pathname.replace(/\.data$/, "");
  const frame = await editionFrame(viewer, path);
  return {
    locale,
    edition: frame && {
      name: frame.name,
      items: frame.items.map(({ section, ...item }) => ({ ...item, label: t(`office:section.${section}`) })),
    },
    isDemo: env().ELF_DEMO,
    isLoggedIn: viewer !== null,
    leavingEnds: viewer?.leavingEnds ?? false,
    requestId: context.requestId,
    items: navigationFor(viewer, path).map((item) => ({ ...item, label: t(`platform:nav.${item.name}`) })),
  };
}

export function Layout({ children }: { children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>("root");
  const matches = useMatches();
  const { t, i18n } = useTranslation("platform");
  const nonce = useNonce();
  const { pathname } = useLocation();
  const handles = matches.map((match) => (match.handle ?? {}) as RouteHandle);
  const title =
    matches.map((match) => match.data as PageData | undefined).findLast((data) => data?.title)?.title ??
    t(isApart(pathname) ? "apart-title" : "wordmark");
  const failed = Boolean(useRouteError());
  const hydrate = !failed && handles.some((handle) => handle.hydrate);
  const locale = root?.locale ?? i18n.language;
  const namespaces = new Set(["platform", ...handles.flatMap((handle) => handle.namespaces ?? [])]);
  return (
    <html lang={locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <script dangerouslySetInnerHTML={{ __html: staysAway }} />
        <title>{title}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={styles} />
        <Links />
      </head>
      <body data-unsent={t("unsent")} data-here={t("here")}>
        <Frame width={handles.findLast((handle) => handle.width)?.width}>{children}</Frame>
        {[baseScript, ...handles.flatMap((handle) => handle.scripts ?? [])].map((src) => (
          <script key={src} type="module" src={src} />
        ))}
        {hydrate ? (
          <>
            <script
              id="words"
              type="application/json"
              nonce={nonce}
              suppressHydrationWarning
              dangerouslySetInnerHTML={{
                __html: JSON.stringify(
                  Object.fromEntries(
                    [...namespaces].map((name) => [
                      name,
                      i18n.getResourceBundle(i18n.language, name) as unknown,
                    ]),
                  ),
                ).replaceAll("<", "\\u003c"),
              }}
            />
            <Scripts nonce={nonce} />
          </>
        ) : null}
      </body>
    </html>
  );
}

function Frame({ width, children }: { width: RouteHandle["width"]; children: ReactNode }) {
  const root = useRouteLoaderData<typeof loader>("root");
  const { t, i18n } = useTranslation("platform");
  const { pathname, search } = useLocation();
  const others = locales.filter((locale) => locale !== (root?.locale ?? i18n.language));
  const apart = isApart(pathname);
  return (
    <Shell
      wordmark={apart ? undefined : t("wordmark")}
      skipLabel={t("skip")}
      navLabel={t("nav.label")}
      menuLabel={t("nav.menu")}
      items={apart ? [] : (root?.items ?? [])}
      width={width ?? "text"}
      language={
        <>
          {/* Enter in a field presses the first button of its form, which must not be one for the language. */}
          <button className="sr-only" tabIndex={-1} aria-hidden="true" form={keptFormId} />
          {others.map((locale) => (
            <Button
              key={locale}
              variant="quiet"
              size="small"
              lang={locale}
              form={keptFormId}
              formAction={inLanguage(pathname, search)}
              formNoValidate
              name={languageField}
              value={locale}
            >
              {localeNames[locale]}
            </Button>
          ))}
        </>
      }
      account={
        apart ? undefined : root?.isLoggedIn ? (
          <Menu label={t("nav.account")}>
            <a href="/account">{t("nav.account-page")}</a>
            <form method="post" action="/logout">
              <button>{t("nav.log-out")}</button>
            </form>
          </Menu>
        ) : (
          <a href="/login">{t("nav.log-in")}</a>
        )
      }
      // Whoever works here for hours needs the height more; whoever may be watched needs the way out in view.
      leaveStays={!/^\/(?:office|panel)(?:[/?]|$)/.test(pathname)}
      leave={
        <Leave
          to={elsewhere}
          action={root?.leavingEnds ? "/leave" : undefined}
          word={t("leave")}
          what={t("leave-what")}
          said={{ key: t("leave-key"), twice: t("leave-twice"), once: t("leave-once") }}
        />
      }
      banner={root?.isDemo ? <Notice tone="info">{t("demo-banner")}</Notice> : undefined}
      footer={
        apart ? undefined : (
          <ul className="flex flex-wrap gap-x-6 gap-y-2">
            <li>
              <a href="/privacy">{t("nav.privacy")}</a>
            </li>
            <li>
              <a href="/accessibility">{t("nav.accessibility")}</a>
            </li>
          </ul>
        )
      }
    >
      {root?.edition ? <SubNavigation title={root.edition.name} items={root.edition.items} /> : null}
      {children}
      <FormForNothing />
    </Shell>
  );
}

/** Where this page is asked for in another language. */
function inLanguage(pathname: string, search: string): string {
  const query = new URLSearchParams(search);
  query.set(languageField, "");
  return `${pathname}?${query.toString()}`;
}

export default function App() {
  return <Outlet />;
}

/** The reason that a refused request carries, see `refuse` in platform/http/body.server; empty for anything else. */
function refusalIn(body: unknown): string {
  return typeof body === "object" && body !== null && "refusal" in body ? String(body.refusal) : "";
}

/** What somebody typed into a form that was refused, to be handed back to them; see `readTyped`. */
function typedIn(body: unknown): [string, string][] {
  return typeof body === "object" && body !== null && "typed" in body
    ? (body.typed as [string, string][])
    : [];
}

export function ErrorBoundary() {
  const error = useRouteError();
  const root = useRouteLoaderData<typeof loader>("root");
  const { t } = useTranslation("platform");
  const { pathname } = useLocation();
  const status = isRouteErrorResponse(error) ? error.status : 500;
  const again = useTypedTexts() ?? [];
  const sent = isRouteErrorResponse(error) ? typedIn(error.data) : [];
  const typed = sent.length > 0 ? sent : again;
  if (status === 401) return <LoggedOutForm typed={typed} />;
  const refusal = isRouteErrorResponse(error) ? refusalIn(error.data) : "";
  const usual = status === 404 ? "not-found" : status < 500 ? "bad-request" : "unexpected";
  const known = refusal && t(`refusal.${refusal}.title`, { defaultValue: "" }) ? refusal : usual;
  return (
    <>
      <PageHeader title={t(`refusal.${known}.title`)} lead={t(`refusal.${known}.text`)} />
      {status >= 500 && root ? (
        <p>
          {t("refusal.reference")} <code>{root.requestId}</code>
        </p>
      ) : null}
      <TypedTexts typed={typed} />
      {isApart(pathname) ? null : (
        <p className="mt-8">
          <ButtonLink to="/" variant="secondary">
            {t("refusal.home")}
          </ButtonLink>
        </p>
      )}
    </>
  );
}
