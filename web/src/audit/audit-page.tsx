import { t } from "../lib/text.ts";
import { useRowKeys } from "../lib/use-row-keys.ts";
import { Needs, Page } from "../ui/page.tsx";
import { AuditList } from "./audit-list.tsx";
import { VerifyChain } from "./verify-chain.tsx";

/** Who changed what, and the proof that nobody changed this list. */
export function AuditPage() {
  useRowKeys();
  return (
    <Page
      title={t("Audit log")}
      note={t(
        "Every change that somebody made, the newest first. Each entry seals the one before it, so a change to the log itself shows.",
      )}
    >
      <Needs permission="audit:read" refusal={t("Your role does not show the audit log")}>
        <VerifyChain />
        <AuditList />
      </Needs>
    </Page>
  );
}
