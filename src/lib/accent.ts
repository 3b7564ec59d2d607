/** The least contrast that WCAG 2.2 AA asks of text. */
const contrastMin = 4.5;

/** The greyest backgrounds of the dashboard that the colour stands on as text, and which stands on it as text is lighter or darker still. */
const lightBackground = "#eeeefc";
const darkBackground = "#232545";

/** A colour of the brand as it can be read in both themes: as dark as it must be on light, as light as it must be on dark. */
export function readableAccent(accent: string): { light: string; dark: string } {
  return {
    light: towards(accent, 0, lightBackground),
    dark: towards(accent, 255, darkBackground),
  };
}

/** How well one colour is read on another, from 1 to 21. */
export function contrastOf(one: string, other: string): number {
  const [a, b] = [luminanceOf(one), luminanceOf(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The first mixture with black (0) or white (255) that can be read. */
function towards(colour: string, end: 0 | 255, background: string): string {
  const steps = 50;
  for (let step = 0; step < steps; step++) {
    const share = step / steps;
    const mixed = toHex(channelsOf(colour).map((value) => value + (end - value) * share));
    if (contrastOf(mixed, background) >= contrastMin) return mixed;
  }
  return toHex([end, end, end]);
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(colour).map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const channelsOf = (colour: string) =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

const toHex = (channels: readonly number[]) =>
  `#${channels.map((value) => Math.round(value).toString(16).padStart(2, "0")).join("")}`;
