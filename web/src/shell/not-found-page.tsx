import { Link } from "@tanstack/react-router";
import { t } from "../lib/text.ts";
import { useTitle } from "../lib/title.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { openPalette } from "./palette-state.ts";

export function NotFoundPage() {
  useTitle(t("Not found"));
  return (
    <EmptyState title={t("There is no such page")}>
      <p>{t("The address may be mistyped, or the page has moved.")}</p>
      <div className="mt-4 flex flex-wrap justify-center gap-2">
        <Link to="/" className={buttonClass()}>
          {t("Go to the start")}
        </Link>
        <Button onClick={() => openPalette.set("all")}>{t("Find it")}</Button>
      </div>
    </EmptyState>
  );
}
