export const files: ReadonlyMap<string, string>;
