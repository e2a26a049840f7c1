/**
 * The version of the confidentiality agreement, whose words are under `selection:confidentiality`. Count it up when they
 * change in more than their spelling: every panelist is then asked again before they see anything.
 */
export const agreementVersion = 1;

/** Whether somebody has accepted the agreement as it is worded today. */
export function hasAgreed(panelist: { agreement: number | null } | null | undefined): boolean {
  return panelist?.agreement === agreementVersion;
}
