import type { CallSummary } from "../api.ts";
import { formatPhone } from "../lib/format.ts";
import { t } from "../lib/text.ts";
import { InboundIcon, OutboundIcon } from "../ui/icons.tsx";

type PartiesOf = Pick<CallSummary, "direction" | "from" | "to" | "channel">;

/** From and to, the customer's side stronger than ours. */
export function Parties({ call }: { call: PartiesOf }) {
  return (
    <span className="flex min-w-0 items-center gap-2 whitespace-nowrap">
      <Arrow direction={call.direction} />
      <Party number={call.from} channel={call.channel} isCustomer={call.direction === "inbound"} />
      <span className="text-faint max-sm:hidden" aria-hidden="true">
        →
      </span>
      <span className="sr-only">{t("to")}</span>
      <Party number={call.to} channel={call.channel} isCustomer={call.direction === "outbound"} />
    </span>
  );
}

interface PartyProps {
  number: string | null;
  channel: string | null;
  isCustomer: boolean;
}

function Party({ number, channel, isCustomer }: PartyProps) {
  const text = number
    ? formatPhone(number)
    : channel === "phone"
      ? t("unknown")
      : (channel ?? t("unknown"));
  return (
    <span className={isCustomer ? "truncate font-medium" : "truncate text-muted max-sm:hidden"}>
      {text}
    </span>
  );
}

function Arrow({ direction }: Pick<CallSummary, "direction">) {
  if (direction === null) return <span className="inline-block size-3.5 shrink-0" />;
  const DirectionIcon = direction === "inbound" ? InboundIcon : OutboundIcon;
  return (
    <span title={direction} className="inline-flex text-faint">
      <DirectionIcon className="size-3.5" />
      <span className="sr-only">
        {t("{direction, select, inbound {inbound, from} other {outbound, from}}", { direction })}
      </span>
    </span>
  );
}
