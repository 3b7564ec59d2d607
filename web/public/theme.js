// Runs before the first paint, so that a stored theme never flashes. A file of its own: inline scripts are refused.
try {
  const theme = localStorage.getItem("voicelens.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be blocked; the system's theme is used then.
}
