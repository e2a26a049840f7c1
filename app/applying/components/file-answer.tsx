import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { GroupFrame } from "~/ui/field";
import type { OwnFile } from "../uploads.server";
import type { QuestionFrame } from "~/questions/frame";

/**
 * A file among other questions. Choosing one has a page of its own, which the button leads to by saving first: so a
 * refused or broken upload can never take typed text with it.
 */
export function FileAnswer({ frame, file }: { frame: QuestionFrame; file: OwnFile | undefined }) {
  const { t } = useTranslation("applying");
  return (
    <GroupFrame {...frame}>
      <div className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        {file ? <FileLine file={file} /> : <span className="text-muted">{t("upload.none")}</span>}
        <Button id={frame.id} variant="secondary" size="small" name="next" value="file">
          {file ? t("upload.change") : t("upload.choose")}
        </Button>
      </div>
    </GroupFrame>
  );
}

/** A file's name, size and way to get it back. */
export function FileLine({ file }: { file: OwnFile }) {
  const { t, i18n } = useTranslation("applying");
  const size = new Intl.NumberFormat(i18n.language, { maximumSignificantDigits: 2 }).format(
    Math.max(file.size / 1024, 1),
  );
  return (
    <span className="min-w-0">
      <a href={`/application/files/${file.id}`}>{file.name}</a>{" "}
      <span className="sm:whitespace-nowrap text-muted">({t("upload.size", { size })})</span>
    </span>
  );
}
