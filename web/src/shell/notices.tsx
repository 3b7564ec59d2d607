import { useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import type { Notice } from "../api.ts";
import { safeHref } from "../lib/format.ts";
import { rich, t } from "../lib/text.ts";
import { noticesQuery } from "../queries.ts";
import { WarningIcon } from "../ui/icons.tsx";
import { RelativeTime } from "../ui/time.tsx";

const looks: Record<Notice["level"], string> = {
  critical: "bg-bad-soft text-bad-text",
  warning: "bg-warn-soft text-warn-text",
  info: "bg-sunken text-muted",
};
const order: Notice["level"][] = ["critical", "warning", "info"];

/** What the operator must know, worst first. */
export function Notices() {
  const { data: notices = [] } = useQuery(noticesQuery);
  const sorted = notices.toSorted((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  return (
    <section aria-label={t("Notices")} aria-live="polite">
      {sorted.map((notice) => (
        <div
          key={notice.code + notice.title}
          className={`flex print:hidden items-start gap-2.5 border-b border-line px-3 py-2 sm:px-5 ${looks[notice.level]}`}
        >
          <WarningIcon className="mt-0.5 size-4" />
          <p className="min-w-0 flex-1">
            <strong className="font-semibold">{notice.title}</strong>{" "}
            <span className="text-text">{notice.detail}</span>{" "}
            {notice.since && (
              <span className="text-xs whitespace-nowrap">
                {rich("since {time}", { time: <RelativeTime at={notice.since} /> })}
              </span>
            )}
          </p>
          <NoticeLink link={notice.link} />
        </div>
      ))}
    </section>
  );
}

function NoticeLink({ link }: { link: string | null }) {
  const router = useRouter();
  const className = "shrink-0 font-medium whitespace-nowrap underline underline-offset-2";
  if (link?.startsWith("/") && !link.startsWith("//")) {
    const onClick = (event: React.MouseEvent) => {
      if (event.metaKey || event.ctrlKey || event.shiftKey) return;
      event.preventDefault();
      router.history.push(link);
    };
    return (
      <a href={link} onClick={onClick} className={className}>
        {t("Show")}
      </a>
    );
  }
  const href = safeHref(link);
  if (href === null) return null;
  return (
    <a href={href} target="_blank" rel="noreferrer" className={className}>
      {t("What to do")}
    </a>
  );
}
