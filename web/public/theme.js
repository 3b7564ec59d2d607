// Runs before the first paint, so that a stored theme never flashes and the page says its language. A file of its own: inline scripts are refused.
(() => {
  const page = document.documentElement;
  const stored = (name) => {
    try {
      return localStorage.getItem(`voicelens.${name}`);
    } catch {
      // Storage may be blocked; what the browser wants is used then.
      return null;
    }
  };
  const theme = stored("theme");
  if (theme === "light" || theme === "dark") page.dataset.theme = theme;
  const wanted = [stored("language") ?? "", ...navigator.languages].map((tag) => tag.slice(0, 2));
  page.lang = wanted.find((language) => language === "en" || language === "de") ?? "en";
})();
