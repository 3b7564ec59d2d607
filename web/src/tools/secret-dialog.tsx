import type { Tool } from "../api.ts";
import { t } from "../lib/text.ts";
import { explain, useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { Once } from "../ui/once.tsx";
import { renewSecret, renews } from "./tools-client.ts";

/** A new secret for a tool's requests. */
export function SecretDialog({ tool, onClose }: { tool: Tool; onClose: () => void }) {
  const renew = useChange({ change: () => renewSecret(tool.id), renews, isQuiet: true });
  return (
    <Dialog title={t("Secret of {name}", { name: tool.name })} onClose={onClose}>
      <p className="text-muted">
        {t(
          "The server checks with it that a request is ours. A new one signs from that moment on, and the one before no longer does: callers hear the fallback until the server knows it.",
        )}
      </p>
      {renew.data ? (
        <Once label={t("The new secret. It is shown this once.")} text={renew.data.secret} />
      ) : (
        <Button
          look="primary"
          className="mt-3"
          disabled={renew.isPending}
          onClick={() => renew.mutate(undefined)}
        >
          {t("Make a new secret")}
        </Button>
      )}
      {renew.error !== null && (
        <p role="alert" className="mt-3 text-bad-text">
          {explain(renew.error)}
        </p>
      )}
    </Dialog>
  );
}
