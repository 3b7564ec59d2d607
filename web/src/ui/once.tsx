import { t } from "../lib/text.ts";
import { CopyButton } from "./copy-button.tsx";

/** A secret that is shown this once. */
export function Once({ label, text }: { label: string; text: string }) {
  return (
    <div role="status" className="mt-3 rounded-lg border border-good/50 bg-good-soft px-4 py-2.5">
      <p className="font-medium text-good-text">{label}</p>
      <div className="mt-1 flex items-center gap-2">
        <code className="min-w-0 flex-1 font-mono text-xs break-all">{text}</code>
        <CopyButton text={text} label={t("Copy")} />
      </div>
    </div>
  );
}
