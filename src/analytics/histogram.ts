/**
 * About how much a share of what was counted stayed below: exact to the width of a bin, between its ends as if evenly spread. What lies in the last bin is told as the last
 * bound. Null of nothing.
 */
export function quantileOf(
  bins: readonly number[],
  bounds: readonly number[],
  share: number,
): number | null {
  const wanted = share * bins.reduce((sum, count) => sum + count, 0);
  if (wanted === 0) return null;
  let below = 0;
  for (const [bin, count] of bins.entries()) {
    if (count > 0 && below + count >= wanted) {
      const lower = bin === 0 ? 0 : (bounds[bin - 1] ?? 0);
      const upper = bounds[bin] ?? lower;
      return Math.round(lower + ((upper - lower) * (wanted - below)) / count);
    }
    below += count;
  }
  return bounds.at(-1) ?? null;
}
