import { t } from "../lib/text.ts";
import { Dot } from "./dot.tsx";

/** Nothing is found by meaning, and how to switch it on. */
export function EmbeddingsOff() {
  const code = (text: string) => <code className="font-mono text-xs">{text}</code>;
  return (
    <div className="rounded-lg border border-dashed border-strong-line px-4 py-5 text-muted">
      <p className="flex items-center gap-2 font-medium text-text">
        <Dot tone="quiet" /> {t("Off")}
      </p>
      <p className="mt-1">
        {t("To switch it on, start the server with")} {code("EMBEDDING_API_KEY")}
        {", "}
        {t("or with")} {code("EMBEDDING_BASE_URL")} {t("for a model of your own.")}
      </p>
    </div>
  );
}
