import { useTranslation } from "react-i18next";
import { worded, type Question } from "~/cohorts/questions";
import { Button } from "~/ui/button";
import { FileField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Stack } from "~/ui/page";
import { limitsText, refusalText } from "../upload-words";
import type { UnfinishedUpload } from "../resumable.server";
import { useApplicationId } from "./application-field";
import type { OwnFile } from "../uploads.server";
import { FileLine } from "./file-answer";

interface FileFormProps {
  section: string;
  question: Extract<Question, { type: "file" }>;
  files: readonly OwnFile[];
  /** Uploads for this question that were interrupted. */
  unfinished: readonly UnfinishedUpload[];
  error: string | undefined;
}

/**
 * A question that asks for a file: what is there already, and a plain form to send one. A small script sends it in
 * pieces instead and says how far it is; the form carries its words.
 */
export function FileForm({ section, question, files, unfinished, error }: FileFormProps) {
  const { t, i18n } = useTranslation("applying");
  const of = useApplicationId();
  const most = question.most ?? 1;
  const isFull = most > 1 && files.length >= most;
  const help = [worded(question.help, i18n.language), limitsText(question, t)].filter(Boolean).join(" ");
  return (
    <Stack>
      {files.map((file) => (
        <form
          key={file.id}
          method="post"
          action={`/application/files/${file.id}/removal`}
          className="flex flex-wrap items-center gap-x-4 gap-y-2"
        >
          <FileLine file={file} />
          <Button variant="quiet" size="small">
            {t("upload.remove")}
          </Button>
        </form>
      ))}
      {isFull ? <p className="text-muted">{t("upload.full", { count: most })}</p> : null}
      {unfinished.map((upload) => (
        <Notice key={upload.id} title={t("upload.unfinished", { name: upload.name })}>
          <p>{t("upload.unfinished-text", { percent: Math.floor((100 * upload.received) / upload.size) })}</p>
        </Notice>
      ))}
      {isFull ? null : (
        <form
          method="post"
          action={`/application/form/${section}/files?question=${question.key}${of ? `&of=${of}` : ""}`}
          encType="multipart/form-data"
          noValidate
          data-resumable={`/application/form/${section}#${question.key}`}
          data-max-bytes={question.maxBytes}
          data-media-types={question.mediaTypes.join(" ")}
          data-unfinished={JSON.stringify(
            unfinished.map(({ id, name, modified, size: bytes }) => ({
              id,
              question: question.key,
              name,
              modified,
              size: bytes,
            })),
          )}
        >
          <Stack>
            <FileField
              name={question.key}
              accept={question.mediaTypes.join(",")}
              label={worded(question.label, i18n.language)}
              help={help}
              error={error}
              required={question.required}
            />
            <div
              hidden
              data-upload
              data-sending={t("upload.sending", { percent: "%percent%" })}
              data-checking={t("upload.checking")}
              data-paused={t("upload.paused")}
              data-stopped={t("upload.stopped")}
              data-refused={t("upload.failed")}
              data-too-large={refusalText("too-large", question, t)}
              data-wrong-type={refusalText("wrong-type", question, t)}
              data-done={t("upload.done")}
              className="upload"
            >
              <p role="status" aria-live="polite" />
              <progress className="progress mt-2" max={100} value={0} aria-label={t("upload.progress")} />
              <p className="mt-3">
                <Button type="button" variant="quiet" size="small" data-stop hidden>
                  {t("upload.stop")}
                </Button>
              </p>
            </div>
            <div>
              <Button>{t(files.length > 0 && most === 1 ? "upload.replace" : "upload.submit")}</Button>
            </div>
          </Stack>
        </form>
      )}
    </Stack>
  );
}
