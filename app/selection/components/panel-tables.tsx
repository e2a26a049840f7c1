import { useTranslation } from "react-i18next";
import { Button } from "~/ui/button";
import { ConfirmDialog } from "~/ui/dialog";
import { Table } from "~/ui/table";
import { StackedBar } from "./stacked-bar";

interface Member {
  roleId: string;
  name: string;
  email: string;
  since: string;
  assigned: number;
  drafts: number;
  submitted: number;
}

/** The members of a panel, each with a bar of their progress. */
export function MemberTable({ members, path }: { members: Member[]; path: string }) {
  const { t } = useTranslation("selection");
  return (
    <Table
      caption={t("panel.members.caption")}
      hideCaption
      columns={[
        { key: "name", label: t("panel.members.name") },
        { key: "progress", label: t("panel.members.progress") },
        { key: "submitted", label: t("panel.members.submitted"), align: "end" },
        { key: "drafts", label: t("panel.members.drafts"), align: "end" },
        { key: "assigned", label: t("panel.members.assigned"), align: "end" },
        { key: "since", label: t("panel.members.since"), align: "end", hideOnPhone: true },
        { key: "actions", label: t("panel.members.actions"), hideLabel: true, align: "end" },
      ]}
      rows={members}
      rowKey={(member) => member.roleId}
      rowHeader="name"
      cell={(member, column) => {
        switch (column) {
          case "name":
            return (
              <>
                {member.name}
                {member.email === member.name ? null : (
                  <span className="block text-small font-normal text-muted">{member.email}</span>
                )}
              </>
            );
          case "progress":
            return member.assigned === 0 ? (
              <span className="text-faint">{t("panel.members.nothing")}</span>
            ) : (
              <StackedBar
                max={member.assigned}
                parts={[
                  { value: member.submitted, look: "full" },
                  { value: member.drafts, look: "half" },
                ]}
                text={t("panel.members.progress-text", {
                  submitted: member.submitted,
                  drafts: member.drafts,
                  assigned: member.assigned,
                })}
              />
            );
          case "actions":
            return <Removal member={member} path={path} />;
          case "submitted":
          case "drafts":
          case "assigned":
          case "since":
            return member[column];
          default:
            return null;
        }
      }}
    />
  );
}

function Removal({ member, path }: { member: Member; path: string }) {
  const { t } = useTranslation("selection");
  return (
    <ConfirmDialog
      id={`remove-${member.roleId}`}
      trigger={
        <>
          {t("panel.members.remove")}
          <span className="sr-only"> {member.name}</span>
        </>
      }
      triggerVariant="quiet"
      triggerSize="small"
      title={t("panel.members.remove-title", { name: member.name })}
      cancelLabel={t("panel.members.cancel")}
      confirm={
        <form method="post" action={`${path}/members/${member.roleId}/removal`}>
          <Button variant="danger">{t("panel.members.remove-confirm")}</Button>
        </form>
      }
    >
      <p>{t("panel.members.remove-text")}</p>
    </ConfirmDialog>
  );
}

/** Invitations that wait for an answer. */
export function InvitedTable({
  invited,
  path,
}: {
  invited: { id: string; email: string; when: string }[];
  path: string;
}) {
  const { t } = useTranslation("selection");
  return (
    <Table
      caption={t("panel.invited.caption")}
      hideCaption
      columns={[
        { key: "email", label: t("panel.invited.email") },
        { key: "when", label: t("panel.invited.when") },
        { key: "actions", label: t("panel.invited.actions"), hideLabel: true, align: "end" },
      ]}
      rows={invited}
      rowKey={(one) => one.id}
      rowHeader="email"
      cell={(one, column) => {
        if (column === "actions")
          return (
            <form method="post" action={`${path}/invitations/${one.id}/withdrawal`}>
              <Button variant="quiet" size="small">
                {t("panel.invited.withdraw")}
                <span className="sr-only"> {one.email}</span>
              </Button>
            </form>
          );
        return column === "when" ? one.when : one.email;
      }}
    />
  );
}
