import { useMutation, useQuery } from "@tanstack/react-query";
import type { AuditChainVerdict } from "../api.ts";
import { actsForAgency, useSession } from "../lib/access.ts";
import { rich, t } from "../lib/text.ts";
import { explain } from "../lib/use-change.ts";
import { tenantsQuery } from "../queries.ts";
import { Button } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { Dot } from "../ui/dot.tsx";
import { verifyChains } from "./audit-client.ts";

/** Computes the chain again. Kept heads show later whether the end was cut off, so each can be copied. */
export function VerifyChain() {
  const session = useSession();
  const verify = useMutation({ mutationFn: verifyChains });
  const seesAll = session !== undefined && actsForAgency(session) && session.role === "owner";
  return (
    <section aria-label={t("Proof")} className="mt-5">
      <div className="flex flex-wrap gap-2">
        <Button look="primary" disabled={verify.isPending} onClick={() => verify.mutate(false)}>
          {verify.isPending ? t("Verifying…") : t("Verify the chain")}
        </Button>
        {seesAll && (
          <Button disabled={verify.isPending} onClick={() => verify.mutate(true)}>
            {t("Verify every tenant")}
          </Button>
        )}
      </div>
      <div aria-live="polite">
        {verify.isError && <p className="mt-3 text-bad-text">{explain(verify.error)}</p>}
        {verify.data && <Verdicts verdicts={verify.data.data} />}
      </div>
    </section>
  );
}

function Verdicts({ verdicts }: { verdicts: AuditChainVerdict[] }) {
  return (
    <>
      <ul className="mt-3 divide-y divide-line rounded-lg border border-line bg-surface">
        {verdicts.map((verdict) => (
          <VerdictRow key={verdict.tenant_id} verdict={verdict} isNamed={verdicts.length > 1} />
        ))}
      </ul>
      <p className="mt-2 text-xs text-muted">
        {t("Keep the head somewhere else: later it shows whether entries were cut off at the end.")}
      </p>
    </>
  );
}

function VerdictRow({ verdict, isNamed }: { verdict: AuditChainVerdict; isNamed: boolean }) {
  const tenants = useQuery({ ...tenantsQuery, enabled: isNamed });
  const tenant = tenants.data?.find(({ id }) => id === verdict.tenant_id)?.name;
  const { is_intact: isIntact, count, forgotten, head, broken_at: brokenAt } = verdict;
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
      <Dot tone={isIntact ? "good" : "bad"} />
      <p className="min-w-48 flex-1">
        {isNamed && <span className="font-medium">{tenant ?? verdict.tenant_id}: </span>}
        {isIntact ? (
          <>
            <strong className="font-semibold text-good-text">{t("Intact")}</strong>,{" "}
            {t("{count, plural, one {# entry} other {# entries}}", { count })}
          </>
        ) : (
          <>
            <strong className="font-semibold text-bad-text">
              {t("Broken at entry {seq}", { seq: brokenAt ?? "" })}
            </strong>
            {", "}
            {t("{count, plural, one {# entry} other {# entries}} before it are intact", { count })}
          </>
        )}
        {forgotten > 0 && (
          <span className="text-muted">
            {", "}
            {t("{forgotten} without expired details", { forgotten })}
          </span>
        )}
      </p>
      {count > 0 && (
        <span className="inline-flex min-w-0 items-center gap-1 text-xs text-muted">
          {rich("Head <code>{head}…</code>", {
            code: (text) => <code className="truncate font-mono">{text}</code>,
            head: head.slice(0, 16),
          })}
          <CopyButton text={head} label={t("Copy the head of the chain")} isCompact />
        </span>
      )}
    </li>
  );
}
