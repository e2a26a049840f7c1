import { scaleLinear } from "d3-scale";

/** Places values along a width that the browser knows and the server doesn't: "37.5%". */
export function percentScale(domain: [number, number], range: [number, number] = [0, 100]) {
  const scale = scaleLinear().domain(domain).range(range);
  return (value: number) => `${Math.round(scale(value) * 100) / 100}%`;
}
