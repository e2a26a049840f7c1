import { useTranslation } from "react-i18next";
import { worded, type Question } from "~/cohorts/questions";
import { Button } from "~/ui/button";
import { FileField } from "~/ui/field";
import { Section, Stack } from "~/ui/page";
import { limitsText } from "../upload-words";

interface EntryFilesProps {
  path: string;
  questions: Extract<Question, { type: "file" }>[];
  files: { id: string; question: string; name: string }[];
  /** What is wrong with a file that was sent, by its question. */
  errors?: Readonly<Record<string, string>>;
}

/** The files of a section that is typed in for somebody, each with a form of its own: a scan of the paper, say. */
export function EntryFiles({ path, questions, files, errors = {} }: EntryFilesProps) {
  const { t, i18n } = useTranslation("applying");
  if (questions.length === 0) return null;
  return (
    <Section title={t("office.entry.files")}>
      <Stack>
        {questions.map((question) => (
          <form
            key={question.key}
            method="post"
            action={`${path}?question=${question.key}`}
            encType="multipart/form-data"
          >
            <Stack>
              {files
                .filter((file) => file.question === question.key)
                .map((file) => (
                  <p key={file.id}>{file.name}</p>
                ))}
              <FileField
                name={question.key}
                label={worded(question.label, i18n.language)}
                help={limitsText(question, t)}
                error={errors[question.key]}
                accept={question.mediaTypes.join(",")}
              />
              <div>
                <Button variant="secondary" size="small">
                  {t("upload.submit")}
                </Button>
              </div>
            </Stack>
          </form>
        ))}
      </Stack>
    </Section>
  );
}
