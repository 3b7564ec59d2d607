/** Where somebody is in connecting a provider, as it stands in the address. */
export interface StartSearch {
  provider?: string | undefined;
}

/** Reads an address; what is not understood is dropped. */
export function readStartSearch(raw: Record<string, unknown>): StartSearch {
  return typeof raw.provider === "string" && raw.provider !== "" ? { provider: raw.provider } : {};
}

const placeKey = "voicelens.start";

/** Remembers in this browser where somebody was, so that they go on there. */
export function rememberPlace(provider: string): void {
  localStorage.setItem(placeKey, provider);
}

export function rememberedPlace(): string | undefined {
  return localStorage.getItem(placeKey) ?? undefined;
}
