import { RemixBrowser } from "@remix-run/react";
import { StrictMode, startTransition } from "react";
import { hydrateRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { isLocale, fallbackLocale } from "./platform/locale/locales";
import { createTranslator, type WordBundle } from "./platform/locale/translate";

// Only pages whose handle says `hydrate` load this file. Their words come in the page itself.
const language = document.documentElement.lang;
const locale = isLocale(language) ? language : fallbackLocale;
const words = JSON.parse(document.getElementById("words")?.textContent ?? "{}") as Record<string, WordBundle>;

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <I18nextProvider i18n={createTranslator(locale, { [locale]: words })}>
        <RemixBrowser />
      </I18nextProvider>
    </StrictMode>,
  );
});
