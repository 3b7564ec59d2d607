import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMay } from "../lib/access.ts";
import { rich, t } from "../lib/text.ts";
import { useTitle } from "../lib/title.ts";
import { connectionsQuery } from "../queries.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { AddConnection } from "./add-connection.tsx";
import { BrandSettings } from "./brand.tsx";
import { CallMemory } from "./call-memory.tsx";
import { ConnectionCard } from "./connection-card.tsx";
import { RecordingRetention } from "./recording-retention.tsx";
import { TimeZone } from "./time-zone.tsx";

export function SetupPage() {
  useTitle(t("Setup"));
  const connections = useQuery(connectionsQuery);
  const maySeeSettings = useMay("tenants:read");
  return (
    <div className="mx-auto max-w-6xl px-3 pt-6 pb-16 sm:px-5">
      <div className="flex items-center justify-between gap-3">
        <h1 className="text-xl font-semibold tracking-tight">{t("Setup")}</h1>
        <AddConnection />
      </div>
      <p className="mt-1 max-w-[68ch] text-muted">
        {rich(
          "Paste a webhook address into your provider and give VoiceLens its secret. The card turns green when the first event arrives. <link>Step by step</link>",
          {
            link: (text) => (
              <Link to="/start" className="text-accent underline underline-offset-2">
                {text}
              </Link>
            ),
          },
        )}
      </p>
      <TryIt />
      {connections.isPending && <CardSkeletons />}
      {connections.isError && !connections.data && (
        <ErrorState error={connections.error} onRetry={() => void connections.refetch()} />
      )}
      {connections.data?.length === 0 && <EmptyState title={t("There are no connections")} />}
      <ul className="mt-6 grid gap-3 md:grid-cols-2">
        {connections.data?.map((connection) => (
          <ConnectionCard key={connection.id} connection={connection} />
        ))}
      </ul>
      {maySeeSettings && <TimeZone />}
      {maySeeSettings && <RecordingRetention />}
      {maySeeSettings && <CallMemory />}
      {maySeeSettings && <BrandSettings />}
    </div>
  );
}

const command = "npx voicelens simulate --provider vapi --count 1";

function TryIt() {
  return (
    <section
      aria-label={t("Try it")}
      className="mt-5 flex items-center gap-x-3 rounded-lg border border-line bg-surface py-1.5 pr-2 pl-4"
    >
      <p className="min-w-0 flex-1">
        <span className="text-muted">{t("No provider at hand? Send a simulated call:")}</span>{" "}
        <code className="font-mono text-xs sm:ml-1">{command}</code>
      </p>
      <CopyButton text={command} label={t("Copy command")} isCompact />
    </section>
  );
}

function CardSkeletons() {
  return (
    <div aria-hidden="true" className="mt-6 grid gap-3 md:grid-cols-2">
      {["a", "b", "c", "d", "e", "f"].map((key) => (
        <div key={key} className="skeleton h-52 rounded-lg!" />
      ))}
    </div>
  );
}
