import { useTranslation } from "react-i18next";
import { NoteForm } from "./note-form";

interface NotesProps {
  path: string;
  search: string;
  notes: readonly { id: string; text: string; author: string | null; at: string; isOwn: boolean }[];
}

/** Coordinators' notes, the newest first, and the field for another. */
export function Notes({ path, search, notes }: NotesProps) {
  const { t } = useTranslation("selection");
  return (
    <div className="grid gap-6">
      {notes.length > 0 ? (
        <ol role="list" className="grid gap-5">
          {notes.map((note) => (
            <li key={note.id} className="border-s-2 border-line ps-4">
              <p className="whitespace-pre-line">{note.text}</p>
              <p className="mt-1 text-small text-muted">
                {t("notes.by", { who: note.author ?? t("applications.ruling.somebody"), when: note.at })}{" "}
                {note.isOwn ? (
                  <a href={`${path}/notes/${note.id}${search}`} className="sm:whitespace-nowrap">
                    {t("notes.change")}
                  </a>
                ) : null}
              </p>
            </li>
          ))}
        </ol>
      ) : null}
      <NoteForm action={`${path}/notes${search}`} />
    </div>
  );
}
