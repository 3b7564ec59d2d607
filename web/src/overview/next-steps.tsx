import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { callsQuery } from "../queries.ts";
import { buttonClass } from "../ui/button.tsx";

const anyCall = callsQuery({});

/** Where to begin, for whoever has no call yet. */
export function NextSteps() {
  const calls = useInfiniteQuery(anyCall);
  const maySetUp = useMay("connections:read");
  if (!maySetUp || calls.data?.pages[0]?.data.length !== 0) return null;
  return (
    <section
      aria-label={t("Where to begin")}
      className="mt-4 rounded-lg border border-accent bg-accent-soft px-4 py-4"
    >
      <h2 className="text-base font-semibold">{t("No call has come in yet")}</h2>
      <p className="mt-0.5 max-w-[68ch] text-muted">
        {t("Choose your provider, give it an address, and watch its first event arrive.")}
      </p>
      <Link to="/start" className={`mt-3 ${buttonClass("primary")}`}>
        {t("Connect a provider")}
      </Link>
    </section>
  );
}
