import { useTranslation } from "react-i18next";
import { worded } from "~/questions/wording";
import type { Wording } from "~/questions/definition";
import { StepList, type Step } from "~/ui/progress";
import type { SectionProgress } from "../drafts";

export interface MenuSection extends SectionProgress {
  title: Wording;
}

/** A stop of the form's way: its name, its link and how it stands with what was saved of it. */
export function useSteps(sections: readonly MenuSection[]): Step[] {
  const { t, i18n } = useTranslation("applying");
  return sections.map((section) => ({
    href: `/application/form/${section.key}`,
    label: worded(section.title, i18n.language),
    state: section.state === "complete" ? "done" : section.state === "started" ? "attention" : "todo",
    stateLabel: t(`overview.section.${section.state}`, { count: section.gaps }),
  }));
}

/**
 * All pages of the form with what is missing in each: folded up above the page on a phone, open beside it where there
 * is room. It is a list of links both times; the width alone decides which of the two is there.
 */
export function SectionMenu({ sections, current }: { sections: readonly MenuSection[]; current: string }) {
  const { t } = useTranslation("applying");
  const steps = useSteps(sections).map((step, index) => ({
    ...step,
    here: sections[index]?.key === current,
  }));
  return (
    <>
      <details className="disclosure section-menu-folded">
        <summary>{t("form.menu")}</summary>
        <nav aria-label={t("form.menu")} className="disclosure-body">
          <p className="mb-3 text-small text-muted">{t("form.menu-saved")}</p>
          <StepList steps={steps} />
        </nav>
      </details>
      <nav aria-label={t("form.menu")} className="section-menu-beside">
        <p className="text-small font-semibold">{t("form.menu")}</p>
        <p className="mb-3 text-small text-muted">{t("form.menu-saved")}</p>
        <StepList steps={steps} />
      </nav>
    </>
  );
}
