import { useState } from "react";
import type { DeliveryZone, Location } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { formatMinor } from "../lib/minor.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { Row } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { ZoneDialog } from "./zone-dialog.tsx";
import { removeZone, renews } from "./zones-client.ts";

interface ZoneRowProps {
  location: Location;
  zone: DeliveryZone;
  onDraw: () => void;
}

/** One zone with its terms. */
export function ZoneRow({ location, zone, onDraw }: ZoneRowProps) {
  const mayWrite = useMay("business:write");
  const [isOpen, setOpen] = useState(false);
  const remove = useChange({ change: () => removeZone(location.id, zone.id), renews });
  return (
    <Row
      title={
        <span className="inline-flex max-w-full items-center gap-2">
          <Dot tone={!zone.is_active ? "quiet" : zone.has_boundary ? "good" : "warn"} />
          <span className="truncate">{zone.name}</span>
        </span>
      }
      note={termsOf(zone).join(" · ")}
    >
      {mayWrite && (
        <>
          <Button aria-label={`Boundary of ${zone.name}`} onClick={onDraw}>
            Boundary…
          </Button>
          <Button aria-label={`Change ${zone.name}`} onClick={() => setOpen(true)}>
            Change…
          </Button>
          <SureButton
            label="Remove"
            sureLabel="Really remove"
            of={zone.name}
            disabled={remove.isPending}
            onSure={() => remove.mutate(undefined)}
          />
        </>
      )}
      {isOpen && <ZoneDialog location={location} zone={zone} onClose={() => setOpen(false)} />}
    </Row>
  );
}

function termsOf(zone: DeliveryZone): string[] {
  const amount = (minor: number) => formatMinor(minor, zone.currency);
  const { fee_minor: fee, min_order_minor: least, free_from_minor: free } = zone;
  return [
    zone.is_active ? [] : "not delivered to",
    zone.has_boundary ? [] : "no boundary yet: whether it is delivered there is unknown",
    fee === null ? "fee not stated" : fee === 0 ? "no fee" : `fee ${amount(fee)}`,
    least === null ? [] : `from ${amount(least)}`,
    free === null ? [] : `free from ${amount(free)}`,
    zone.weekly === null ? [] : "at some times only",
    zone.priority === 0 ? [] : `priority ${zone.priority}`,
    zone.square_kilometres === null ? [] : `${zone.square_kilometres.toFixed(1)} km²`,
  ].flat();
}
