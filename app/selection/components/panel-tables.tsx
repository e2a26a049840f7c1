import { useTranslation } from "react-i18next";
import { Button, ButtonLink } from "~/ui/button";
import { Table } from "~/ui/table";
import { StackedBar } from "./stacked-bar";

interface Member {
  roleId: string;
  name: string;
  email: string;
  since: string;
  cap: number | null;
  languages: string[];
  experienced: boolean;
  agreed: boolean;
  conflicts: number;
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
        { key: "conflicts", label: t("panel.members.conflicts"), align: "end", hideOnPhone: true },
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
                <a href={`${path}/members/${member.roleId}`}>{member.name}</a>
                <MemberNote member={member} />
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
            return (
              <ButtonLink variant="quiet" size="small" to={`${path}/members/${member.roleId}/removal`}>
                {t("panel.members.remove")}
                <span className="sr-only"> {member.name}</span>
              </ButtonLink>
            );
          case "assigned":
            return member.cap === null
              ? member.assigned
              : t("panel.members.of-cap", { assigned: member.assigned, cap: member.cap });
          case "submitted":
          case "drafts":
          case "conflicts":
            return member[column];
          default:
            return null;
        }
      }}
    />
  );
}

/** What stands under a member's name: languages, experience, and what is still missing. */
function MemberNote({ member }: { member: Member }) {
  const { t } = useTranslation("selection");
  const parts = [
    ...member.languages,
    ...(member.experienced ? [t("panel.members.experienced")] : []),
    ...(member.agreed ? [] : [t("panel.members.not-agreed")]),
  ];
  return (
    <span className="block text-small font-normal text-muted">
      {parts.length > 0 ? parts.join(", ") : t("panel.members.since-day", { day: member.since })}
    </span>
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
