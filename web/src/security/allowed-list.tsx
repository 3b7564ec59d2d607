import { useInfiniteQuery } from "@tanstack/react-query";
import type { AllowedAddress } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { LoadMore } from "../ui/load-more.tsx";
import { Row, Rows } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { ExactTime, RelativeTime } from "../ui/time.tsx";
import { NetworkForm } from "./network-form.tsx";
import { addAllowed, allowedQuery, removeAllowed } from "./security-client.ts";
import { useActorNames } from "./use-actor-names.ts";

const renews = ["allowed-addresses"];

/** Networks that the guard never blocks. */
export function AllowedList() {
  const mayWrite = useMay("guard:write");
  const allowed = useInfiniteQuery(allowedQuery);
  const rows = allowed.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      {mayWrite && (
        <NetworkForm
          label={t("Address or network to allow")}
          submit={t("Allow")}
          add={addAllowed}
          renews={renews}
        />
      )}
      <div className="mt-4">
        <Rows
          query={allowed}
          empty={t(
            "No address is exempt. Add your office or a monitor that the guard must never block.",
          )}
        >
          {rows.map((address) => (
            <AllowedRow key={address.id} address={address} />
          ))}
        </Rows>
      </div>
      {allowed.hasNextPage && (
        <LoadMore
          hasMore
          isLoading={allowed.isFetchingNextPage}
          isFailed={allowed.isFetchNextPageError}
          onLoad={allowed.fetchNextPage}
          endLabel=""
        />
      )}
    </>
  );
}

function AllowedRow({ address }: { address: AllowedAddress }) {
  const mayWrite = useMay("guard:write");
  const nameOf = useActorNames();
  const remove = useChange({ change: () => removeAllowed(address.id), renews });
  return (
    <Row
      title={<code className="font-mono text-xs">{address.network}</code>}
      note={
        <>
          {address.reason}
          {" · "}
          {rich("by {nameOf}, {time}", {
            nameOf: nameOf(address.created_by),
            time: <RelativeTime at={address.created_at} />,
          })}
          {address.expires_at !== null && (
            <>
              {" · "}
              {rich("until {time}", { time: <ExactTime at={address.expires_at} /> })}
            </>
          )}
        </>
      }
    >
      {mayWrite && (
        <SureButton
          label={t("Remove")}
          sureLabel={t("Really remove")}
          of={address.network}
          disabled={remove.isPending}
          onSure={() => remove.mutate(undefined)}
        />
      )}
    </Row>
  );
}
