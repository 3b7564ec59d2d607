/** As tall as the bar needs it on a dense screen. */
const heightMax = 96;
const widthMax = 480;

/**
 * Draws a picture of any kind as a small PNG, as a `data:` URL.
 *
 * What was drawn holds nothing but its pixels: scripts and addresses of an SVG do not leave the browser.
 *
 * @throws where the browser cannot show it.
 */
export async function readLogo(file: File): Promise<string> {
  const picture = new Image();
  picture.src = await readUrl(file);
  await picture.decode();
  // A picture without a size of its own is drawn as a square.
  const [width, height] = [picture.naturalWidth || heightMax, picture.naturalHeight || heightMax];
  const scale = Math.min(1, heightMax / height, widthMax / width);
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}

function readUrl(file: File): Promise<string> {
  return new Promise((done, fail) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => fail(reader.error);
    reader.readAsDataURL(file);
  });
}
