import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { Select, TextField } from "~/ui/field";
import { tagNameLimit } from "../tag-names";

interface NewTagFormProps {
  action: string;
  typed?: string | undefined;
  error?: string | undefined;
}

/** A new tag, by its name. */
export function NewTagForm({ action, typed, error }: NewTagFormProps) {
  const { t } = useTranslation("selection");
  return (
    <form method="post" action={action} noValidate autoComplete="off" className="grid gap-3">
      <TextField
        id="tag-name"
        name="name"
        label={t("tags.new")}
        help={t("tags.new-help", { max: tagNameLimit })}
        defaultValue={typed}
        error={error}
      />
      <div>
        <Button variant="secondary" size="small">
          {t("tags.add")}
        </Button>
      </div>
    </form>
  );
}

interface TagsProps {
  path: string;
  search: string;
  tags: readonly { id: string; name: string }[];
  others: readonly { id: string; name: string }[];
}

/** The tags of an application, each to be taken off, and a way to put on one that the edition has or a new one. */
export function Tags({ path, search, tags, others }: TagsProps) {
  const { t } = useTranslation("selection");
  return (
    <div className="grid gap-5">
      {tags.length > 0 ? (
        <ul role="list" className="flex flex-wrap gap-x-3 gap-y-1">
          {tags.map((tag) => (
            <li key={tag.id} className="inline-flex items-center gap-1">
              <span className="badge tone-accent">{tag.name}</span>
              <form method="post" action={`${path}/tags/${tag.id}/removal${search}`}>
                <Button variant="quiet" size="small" aria-label={t("tags.remove", { name: tag.name })}>
                  ×
                </Button>
              </form>
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-muted">{t("tags.none")}</p>
      )}
      {others.length > 0 ? (
        <form
          method="post"
          action={`${path}/tags${search}`}
          className="flex flex-wrap items-end gap-3 [&_.field]:min-w-0 [&_.field]:flex-1"
        >
          <Select
            id="tag"
            name="tag"
            label={t("tags.present")}
            options={others.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Button variant="secondary" size="small">
            {t("tags.add")}
          </Button>
        </form>
      ) : null}
      <NewTagForm action={`${path}/tags${search}`} />
    </div>
  );
}
