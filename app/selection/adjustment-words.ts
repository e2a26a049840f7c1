import { formatNumber } from "~/platform/locale/format";
import type { Translate } from "~/platform/locale/translate";
import type { Adjustment } from "./calibration";

/** "Read by two strict panelists: +0.31." */
export function adjustmentWords(t: Translate, { kind, strict, lenient, amount }: Adjustment): string {
  const by = `${amount < 0 ? "−" : "+"}${formatNumber(Math.abs(amount), "en", 2)}`;
  switch (kind) {
    case "strict":
      return t("selection:ranking.adjusted.strict", { count: strict, by });
    case "lenient":
      return t("selection:ranking.adjusted.lenient", { count: lenient, by });
    case "mixed":
      return t("selection:ranking.adjusted.mixed", { strict, lenient, by });
    default:
      return t("selection:ranking.adjusted.middle", { by });
  }
}
