/** The ways within what somebody leads: keys of words under `programme:leading.nav`, and addresses. */
export const leadingWays = [
  ["sessions", "/facilitating"],
  ["week", "/facilitating/week"],
  ["subscription", "/facilitating/subscription"],
] as const;
