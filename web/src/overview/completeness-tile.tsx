import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Tile } from "../analytics/tile.tsx";
import { notReported, shareWords } from "../analytics/words.ts";
import type { CompletenessDay } from "../api.ts";
import { ledgerQuery } from "../completeness/completeness-client.ts";
import { useMay } from "../lib/access.ts";
import { useSlowNow } from "../lib/now.ts";
import { t } from "../lib/text.ts";

const dayMs = 24 * 3_600_000;

/** How many of the calls that providers tell of today are here. The ledger counts days of UTC. */
export function CompletenessTile({ weekAgoName }: { weekAgoName: string }) {
  const maySee = useMay("events:read");
  const now = useSlowNow();
  const { data: ledger } = useQuery({ ...ledgerQuery, enabled: maySee });
  const on = (at: number) =>
    ledger?.data.filter(({ day }) => day === new Date(at).toISOString().slice(0, 10)) ?? [];
  const today = on(now);
  const gap = today.reduce((sum, day) => sum + day.gap, 0);
  return (
    <Tile
      name={t("Completeness")}
      before={ledger && `${weekAgoName}: ${heldWords(on(now - 7 * dayMs))}`}
      note={
        maySee && (
          <Link to="/completeness" className="text-accent underline-offset-2 hover:underline">
            {gap > 0
              ? t("{gap, plural, one {# call} other {# calls}} missing", { gap })
              : t("Ledger")}
          </Link>
        )
      }
    >
      {heldWords(today)}
    </Tile>
  );
}

function heldWords(days: readonly CompletenessDay[]): string {
  const told = days.reduce((sum, day) => sum + day.provider_count, 0);
  if (told === 0) return notReported;
  return shareWords(days.reduce((sum, day) => sum + day.held_count, 0) / told);
}
