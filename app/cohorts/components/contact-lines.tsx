import { Trans, useTranslation } from "react-i18next";
import type { Contact } from "../contact.server";

/** How to reach the organisation, as paragraphs: the address to write to (a link), and another way if there is one. */
export function ContactLines({
  contact,
  words,
}: {
  contact: Contact;
  words: "home.ask" | "privacy" | "accessibility";
}) {
  const { t } = useTranslation("cohorts");
  const { address, note } = contact;
  return (
    <>
      <p className="mt-3">
        {address ? (
          <Trans
            t={t}
            i18nKey={`${words}.contact`}
            components={{ a: <a href={`mailto:${address}`}>{address}</a> }}
            values={{ address }}
          />
        ) : (
          t(`${words}.contact-reply`)
        )}
      </p>
      {note ? <p className="mt-3 whitespace-pre-line">{note}</p> : null}
    </>
  );
}
