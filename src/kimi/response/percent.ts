/** A share (0 none, 1 all, more when overdrawn) as percent 0..100, without the dust of binary fractions (28.000000000000004). */
export function percentOf(share: number): number {
  const percent = Math.min(100, Math.max(0, share * 100));
  const tidy = Math.round(percent * 1e9) / 1e9;
  // A window is out only at exactly 100, and untouched only at exactly 0: tidying must not decide that.
  return (tidy === 0 || tidy === 100) && percent !== tidy ? percent : tidy;
}
