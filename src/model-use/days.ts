/** Days and months of use are those of UTC. */
export const dayOf = (at: Date | number) => new Date(at).toISOString().slice(0, 10);
