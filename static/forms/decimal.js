/* Exact decimals: here 0.3 is three steps of 0.1, and 1.005 rounds to 1.01. */

/** No answer is a number beyond it. */
export const LARGEST = 1e15;

/** So many units of 10^-scale, as `value` is written: a number, or digits with a point and an exponent. */
function decimal(value) {
  const [digits, exponent = "0"] = String(value).split("e");
  const [whole, fraction = ""] = digits.split(".");
  return { units: BigInt(whole + fraction), scale: fraction.length - Number(exponent) };
}

/** `values` as whole numbers of one unit, small enough for each of them. */
export function aligned(...values) {
  const decimals = values.map(decimal);
  const finest = Math.max(...decimals.map(({ scale }) => scale));
  return decimals.map(({ units, scale }) => units * 10n ** BigInt(finest - scale));
}

/** Whether `value` lies a whole number of steps from `start`. */
export function isOnStep(value, start, step) {
  const [number, from, size] = aligned(value, start, step);
  return (number - from) % size === 0n;
}

/** The number nearest to `value` with so many decimals, halves away from zero. */
export function rounded(value, decimals) {
  const [number, unit] = aligned(value, `1e-${decimals}`);
  const half = number < 0n ? -unit : unit;
  return Number(`${(2n * number + half) / (2n * unit)}e-${decimals}`) + 0;
}
