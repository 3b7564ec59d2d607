import type { Session } from "../api.ts";
import { t } from "../lib/text.ts";
import { useSwitchTenant } from "./switch-tenant.ts";

/** Says at all times that what one sees and does is a client's, and leads back. */
export function ActingBar({ session }: { session: Session }) {
  const back = useSwitchTenant();
  return (
    <section
      aria-label={t("Acting for a client")}
      className="flex h-9 items-center gap-3 bg-accent px-3 text-on-accent sm:px-5"
    >
      <p className="min-w-0 flex-1 truncate">
        <strong className="font-semibold">
          {t("You act for {name}.", { name: session.tenant.name })}
        </strong>{" "}
        <span className="max-sm:hidden">{t("What you see and change is theirs.")}</span>
      </p>
      <button
        type="button"
        disabled={back.isPending}
        onClick={() => back.mutate({ tenantId: null })}
        className="shrink-0 rounded-md border border-on-accent px-2.5 py-0.5 text-xs font-medium outline-on-accent! hover:bg-on-accent hover:text-accent disabled:opacity-60"
      >
        {t("Back to your own")}
      </button>
    </section>
  );
}
