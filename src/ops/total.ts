type Labels = Partial<Record<string, string | number>>;

/** What a counter or gauge counts over all its labels, or over those that are meant. */
export async function total(
  metric: { get(): Promise<{ values: ReadonlyArray<{ labels: Labels; value: number }> }> },
  isMeant: (labels: Labels) => boolean = () => true,
): Promise<number> {
  const { values } = await metric.get();
  return values.reduce((sum, { labels, value }) => sum + (isMeant(labels) ? value : 0), 0);
}
