export const dayMs = 24 * 3_600_000;

/** Days and months of use are those of UTC. */
export const dayOf = (at: Date | number) => new Date(at).toISOString().slice(0, 10);
