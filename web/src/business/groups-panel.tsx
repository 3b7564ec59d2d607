import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Location, ModifierGroup } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { formatMinor } from "../lib/minor.ts";
import { t } from "../lib/text.ts";
import { useOrder } from "../lib/use-order.ts";
import { Button } from "../ui/button.tsx";
import { EntryRow } from "../ui/entry-row.tsx";
import { MoveButtons } from "../ui/move-buttons.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { changeGroup, groupsQuery, removeGroup, renews } from "./catalogue-client.ts";
import { GroupDialog } from "./group-dialog.tsx";

/** The groups of modifiers: what can be chosen with items. */
export function GroupsPanel({ location }: { location: Location }) {
  const [isMaking, setMaking] = useState(false);
  const mayWrite = useMay("business:write");
  const groups = useQuery(groupsQuery(location.id));
  const rows = groups.data ?? [];
  const order = useOrder(rows, {
    write: (id, position) => changeGroup(location.id, id, { position }),
    renews,
  });
  return (
    <Panel
      title={t("Choices")}
      note={t("Toppings, sides, how it is cooked: each item says which of these go with it.")}
      action={mayWrite && <Button onClick={() => setMaking(true)}>{t("New group")}</Button>}
    >
      <Rows query={groups} empty={t("Nothing is chosen with any item.")}>
        {rows.map((group, at) => (
          <EntryRow
            permission="business:write"
            key={group.id}
            id={group.id}
            name={group.name}
            note={factsOf(group, location.currency).join(" · ")}
            remove={() => removeGroup(location.id, group.id)}
            renews={renews}
            dialog={(close) => <GroupDialog location={location} group={group} onClose={close} />}
          >
            <MoveButtons
              of={group.name}
              at={at}
              count={rows.length}
              disabled={order.isPending}
              onMove={order.mutate}
            />
          </EntryRow>
        ))}
      </Rows>
      {isMaking && <GroupDialog location={location} onClose={() => setMaking(false)} />}
    </Panel>
  );
}

function factsOf({ min, max, options }: ModifierGroup, currency: string): string[] {
  const least = min === 0 ? t("optional") : t("at least {min}", { min });
  return [
    max === null
      ? least
      : min === max
        ? t("exactly {max}", { max })
        : t("{least}, at most {max}", { least, max }),
    options
      .map(({ name, price_minor: adds, is_available: isAvailable }) =>
        [
          adds === 0 ? name : `${name} +${formatMinor(adds, currency)}`,
          isAvailable ? "" : ` ${t("(not to be had)")}`,
        ].join(""),
      )
      .join(", "),
  ];
}
