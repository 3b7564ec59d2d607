import type { ImportLine, LocationImport } from "../api.ts";
import { formatNumber } from "../lib/format.ts";
import { formatMinor } from "../lib/minor.ts";
import { t } from "../lib/text.ts";

const shownMax = 200;

interface ImportReportProps {
  report: LocationImport;
  currency: string;
}

/** What a file would do, line by line; what stops it first. */
export function ImportReport({ report, currency }: ImportReportProps) {
  const failed = report.lines.filter(({ outcome }) => outcome === "failed");
  const others = report.lines.filter(({ outcome }) => outcome !== "failed");
  const told = [...failed, ...others.filter(({ outcome }) => outcome !== "unchanged")];
  return (
    <section aria-label={t("What the file would do")} role="status">
      <p className="font-medium">
        {t("{created} new, {updated} changed, {unchanged} as they were.", {
          created: formatNumber(report.created),
          updated: formatNumber(report.updated),
          unchanged: formatNumber(report.unchanged),
        })}
      </p>
      {failed.length > 0 && (
        <p className="mt-1 text-bad-text">
          {t(
            "{failed, plural, one {# line} other {# lines}} cannot be used, so nothing will be taken. Correct the file and choose it again.",
            { failed: failed.length },
          )}
        </p>
      )}
      {told.length > 0 && (
        <ul
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached with keys
          tabIndex={0}
          aria-label={t("Lines of the file")}
          className="mt-2 max-h-64 divide-y divide-line overflow-y-auto rounded-lg border border-line text-xs"
        >
          {told.slice(0, shownMax).map((line) => (
            <li key={`${line.line} ${line.error ?? ""}`} className="px-3 py-1.5">
              <Line line={line} currency={currency} />
            </li>
          ))}
        </ul>
      )}
      {told.length > shownMax && (
        <p className="mt-1 text-xs text-muted">
          {t("And {told, plural, one {# more line} other {# more lines}}.", {
            told: told.length - shownMax,
          })}
        </p>
      )}
    </section>
  );
}

function Line({ line, currency }: { line: ImportLine; currency: string }) {
  const { outcome, name, changes, error } = line;
  if (error !== null) {
    return (
      <span className="text-bad-text">
        {t("Line {line}{name}: {error}", {
          line: line.line,
          name: name === "" ? "" : `, ${name}`,
          error,
        })}
      </span>
    );
  }
  return (
    <>
      <span className="font-medium">{name}</span>{" "}
      {outcome === "created"
        ? t("is new")
        : changes.map((one) => sayChange(one, currency)).join(", ")}
    </>
  );
}

function sayChange({ member, before, after }: ImportLine["changes"][number], currency: string) {
  const isAmount = member.endsWith("_minor");
  const word = member
    .replace(/_minor$/, "")
    .replace(/_ids?$/, "")
    .replaceAll("_", " ");
  const say = (value: string | null) =>
    value === null || value === ""
      ? t("nothing")
      : isAmount
        ? formatMinor(Number(value), currency)
        : value;
  // Of ids and lists only that they are others.
  const isPlain = !member.endsWith("_id") && (before !== null || after !== null);
  return isPlain ? `${word} ${say(before)} → ${say(after)}` : t("other {word}", { word });
}
