import type { Brand } from "../api.ts";
import { createStore, useStore } from "./store.ts";

const productName = "VoiceLens";
const noBrand: Brand = {
  ...{ name: null, accent: null, accent_light: null, accent_dark: null, logo: null },
};
const shown = createStore(noBrand);

/** Whose name and logo the page carries; its name is the product's where none was chosen. */
export function useBrand(): { name: string; logo: string | null } {
  const { name, logo } = useStore(shown);
  return { name: name ?? productName, logo };
}

/** Gives the whole page the colours and the name of a brand; without one, the product's. */
export function wearBrand(brand: Brand = noBrand): void {
  shown.set(brand);
  const { style } = document.documentElement;
  const { accent_light: light, accent_dark: dark } = brand;
  if (light === null || dark === null) {
    style.removeProperty("--accent");
    style.removeProperty("--accent-soft");
    return;
  }
  const soft = (colour: string, share: number, page: string) =>
    `color-mix(in srgb, ${colour} ${share}%, ${page})`;
  style.setProperty("--accent", `light-dark(${light}, ${dark})`);
  style.setProperty(
    "--accent-soft",
    `light-dark(${soft(light, 8, "#fff")}, ${soft(dark, 18, "#15161a")})`,
  );
}
