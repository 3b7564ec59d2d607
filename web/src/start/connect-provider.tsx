import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import type { Connection } from "../api.ts";
import { createConnection } from "../client.ts";
import { useMay } from "../lib/access.ts";
import { providerName } from "../lib/providers.ts";
import { t } from "../lib/text.ts";
import { connectionsQuery } from "../queries.ts";
import { AddSecret } from "../setup/secrets-dialog.tsx";
import { TestEvent } from "../setup/test-event.tsx";
import { useConnectionChange } from "../setup/use-connection-change.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { FirstEvent } from "./first-event.tsx";
import { providerSteps } from "./provider-steps.ts";

/** What is left to do for a provider that was chosen, down to its first event. */
export function ConnectProvider({ provider }: { provider: string }) {
  const connections = useQuery(connectionsQuery);
  if (connections.data === undefined) {
    if (!connections.isError)
      return <div aria-hidden="true" className="skeleton h-96 rounded-lg!" />;
    return <ErrorState error={connections.error} onRetry={() => void connections.refetch()} />;
  }
  const mine = connections.data.find((connection) => connection.provider === provider);
  return mine ? <Steps connection={mine} /> : <MakeConnection provider={provider} />;
}

function MakeConnection({ provider }: { provider: string }) {
  const mayWrite = useMay("connections:write");
  const make = useConnectionChange(
    () => createConnection({ provider, name: providerName(provider) }),
    () => undefined,
  );
  return (
    <Step number={2} title={t("Make a connection")}>
      <p className="text-muted">
        {t("There is no connection for {providerName} yet.", {
          providerName: providerName(provider),
        })}
      </p>
      {mayWrite && (
        <Button
          look="primary"
          className="mt-3"
          disabled={make.isPending}
          onClick={() => make.mutate(undefined)}
        >
          {t("Make one")}
        </Button>
      )}
    </Step>
  );
}

function Steps({ connection }: { connection: Connection }) {
  const mayWrite = useMay("connections:write");
  const maySeeEvents = useMay("events:read");
  const { provider, provider_name: name, webhook_url: url, has_secret: hasSecret } = connection;
  const steps = providerSteps[provider];
  return (
    <>
      <Step number={2} title={t("Give {name} this address", { name })}>
        <div className="flex items-center gap-1 rounded-md border border-line bg-sunken py-0.5 pr-0.5 pl-2.5">
          <code className="min-w-0 flex-1 font-mono text-xs break-all">{url}</code>
          <CopyButton text={url} label={t("Copy the webhook address")} isCompact />
        </div>
        <ol className="mt-3 list-decimal pl-5 leading-relaxed marker:text-muted">
          {steps?.address.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Step>
      <Step number={3} title={t("Store the secret")} isDone={hasSecret}>
        <p className="text-muted">
          {hasSecret
            ? t("A secret is stored: what is signed with it is verified.")
            : t("{secret} With it VoiceLens tells what really comes from {name}.", {
                secret: steps?.secret ?? "",
                name,
              })}
        </p>
        {!hasSecret && mayWrite && (
          <div className="mt-3 max-w-md">
            <AddSecret connectionId={connection.id} />
          </div>
        )}
      </Step>
      <Step number={4} title={t("See the first event")}>
        {maySeeEvents && <FirstEvent connection={connection} />}
        {mayWrite && (
          <div className="mt-3">
            <p className="mb-2 max-w-[68ch] text-muted">
              {t(
                "Or try the way without {name}: VoiceLens signs an event and delivers it to that address. It is no call, and counts nowhere.",
                { name },
              )}
            </p>
            <TestEvent key={connection.id} connection={connection} />
          </div>
        )}
      </Step>
    </>
  );
}

interface StepProps {
  number: number;
  title: string;
  isDone?: boolean;
  children: ReactNode;
}

/** One thing to do. */
export function Step({ number, title, isDone = false, children }: StepProps) {
  return (
    <section aria-label={title} className="mt-8">
      <h2 className="flex items-center gap-2.5 text-base font-semibold">
        <span
          className={`inline-flex size-6 items-center justify-center rounded-full text-xs ${isDone ? "bg-good-soft text-good-text" : "bg-sunken text-muted"}`}
        >
          {isDone ? <span title={t("Done")}>✓</span> : number}
        </span>
        {title}
      </h2>
      <div className="mt-3 sm:pl-8.5">{children}</div>
    </section>
  );
}
