/** A number as somebody types it, with a comma or a point; NaN, which no comparison holds for, where it is none. */
export function asNumber(text: string): number {
  return /^[-−]?\d+([.,]\d+)?$/.test(text) ? Number(text.replace(",", ".").replace("−", "-")) : NaN;
}
