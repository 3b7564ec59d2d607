import type { DeliveryZone, Location } from "../api.ts";
import { formatNumber } from "../lib/format.ts";
import { formatMinor } from "../lib/minor.ts";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { EntryRow } from "../ui/entry-row.tsx";
import { ZoneDialog } from "./zone-dialog.tsx";
import { removeZone, renews } from "./zones-client.ts";

interface ZoneRowProps {
  location: Location;
  zone: DeliveryZone;
  /** As it is drawn on the map. */
  colour: string;
  onDraw: () => void;
}

/** One zone with its terms. */
export function ZoneRow({ location, zone, colour, onDraw }: ZoneRowProps) {
  return (
    <EntryRow
      permission="business:write"
      id={zone.id}
      name={zone.name}
      title={
        <span className="inline-flex max-w-full items-center gap-2">
          <Dot tone={!zone.is_active ? "quiet" : zone.has_boundary ? "good" : "warn"} />
          {zone.has_boundary && (
            <svg aria-hidden="true" viewBox="0 0 12 12" className="size-3 shrink-0">
              <rect
                width="12"
                height="12"
                rx="2"
                fill={colour}
                fillOpacity={0.35}
                stroke={colour}
              />
            </svg>
          )}
          <span className="truncate">{zone.name}</span>
        </span>
      }
      note={termsOf(zone).join(" · ")}
      remove={() => removeZone(location.id, zone.id)}
      renews={renews}
      dialog={(close) => <ZoneDialog location={location} zone={zone} onClose={close} />}
    >
      <Button aria-label={t("Boundary of {name}", { name: zone.name })} onClick={onDraw}>
        {t("Boundary…")}
      </Button>
    </EntryRow>
  );
}

function termsOf(zone: DeliveryZone): string[] {
  const amount = (minor: number) => formatMinor(minor, zone.currency);
  const { fee_minor: fee, min_order_minor: least, free_from_minor: free } = zone;
  return [
    zone.is_active ? [] : t("not delivered to"),
    zone.has_boundary ? [] : t("no boundary yet: whether it is delivered there is unknown"),
    fee === null
      ? t("fee not stated")
      : fee === 0
        ? t("no fee")
        : t("fee {amount}", { amount: amount(fee) }),
    least === null ? [] : t("from {amount}", { amount: amount(least) }),
    free === null ? [] : t("free from {amount}", { amount: amount(free) }),
    zone.weekly === null ? [] : t("at some times only"),
    zone.priority === 0 ? [] : t("priority {priority}", { priority: zone.priority }),
    zone.square_kilometres === null ? [] : `${formatNumber(zone.square_kilometres, 1)} km²`,
  ].flat();
}
