import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { alertsQuery, alertTitle } from "../alerts/alerts-client.ts";
import { contactTitle } from "../contacts/contacts-client.ts";
import { followUpsQuery } from "../follow-ups/follow-ups-client.ts";
import { formatExact, wordOf } from "../lib/format.ts";
import { rich, t } from "../lib/text.ts";
import { Dot } from "../ui/dot.tsx";
import { Panel, Rows } from "../ui/panel.tsx";
import { RelativeTime } from "../ui/time.tsx";

const shownMax = 5;
const priorityTones = { P1: "bad", P2: "bad", P3: "warn", P4: "quiet" } as const;
const linkClass = "text-accent underline-offset-2 hover:underline";
const nameClass = "block truncate rounded font-medium hover:text-accent";

/** Alerts that nobody has resolved, the newest first. */
export function OpenAlerts() {
  const alerts = useInfiniteQuery(alertsQuery("unresolved"));
  const rows = alerts.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Panel
      title={t("Open alerts")}
      action={
        <Link to="/alerts" className={linkClass}>
          {rows.length > shownMax || alerts.hasNextPage ? t("Show all") : t("Alerts")}
        </Link>
      }
    >
      <Rows query={alerts} empty={t("No alert is open.")}>
        {rows.slice(0, shownMax).map((alert) => (
          <li key={alert.id} className="px-4 py-2">
            <Link to="/alerts" search={{ alert: alert.id }} data-row-target className={nameClass}>
              {alertTitle(alert)}
            </Link>
            <p className="flex flex-wrap items-center gap-x-1.5 text-xs text-muted">
              <Dot tone={priorityTones[alert.priority]} />
              {alert.priority} · {wordOf(alert.status)} ·{" "}
              <span>{rich("opened {time}", { time: <RelativeTime at={alert.opened_at} /> })}</span>
            </p>
          </li>
        ))}
      </Rows>
    </Panel>
  );
}

/** What was promised to callers, the soonest due first. */
export function NextFollowUps() {
  const followUps = useInfiniteQuery(followUpsQuery({ status: "open" }));
  const rows = followUps.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Panel
      title={t("Follow-ups")}
      action={
        <Link to="/follow-ups" className={linkClass}>
          {rows.length > shownMax || followUps.hasNextPage ? t("Show all") : t("Follow-ups")}
        </Link>
      }
    >
      <Rows query={followUps} empty={t("Nothing is promised to anybody.")}>
        {rows.slice(0, shownMax).map((row) => (
          <li key={row.id} className="px-4 py-2">
            <Link
              to="/contacts/$contactId"
              params={{ contactId: row.contact_id }}
              data-row-target
              className={nameClass}
            >
              {row.title}
            </Link>
            <p className="text-xs text-muted">
              <span className={row.is_overdue ? "font-medium text-bad-text" : undefined}>
                {row.is_overdue ? t("overdue since") : t("due")} {formatExact(row.due_at)}
              </span>
              {" · "}
              {contactTitle({
                name: row.contact_name,
                numbers: row.contact_number === null ? [] : [row.contact_number],
              })}
            </p>
          </li>
        ))}
      </Rows>
    </Panel>
  );
}
