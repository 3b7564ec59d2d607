import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { vcpPath } from "../client.ts";
import { t } from "../lib/text.ts";
import { vcpQuery } from "../queries.ts";
import { Button, buttonClass } from "../ui/button.tsx";
import { CopyButton } from "../ui/copy-button.tsx";
import { ErrorState } from "../ui/error-state.tsx";
import { DownloadIcon } from "../ui/icons.tsx";
import { JsonViewer } from "../ui/json-viewer.tsx";
import { SkeletonLines } from "../ui/skeleton.tsx";

const closedDepth = 3;
const allDepth = 500;

export function VcpTab({ callId }: { callId: string }) {
  const [openDepth, setOpenDepth] = useState(closedDepth);
  const isAllOpen = openDepth === allDepth;
  const message = useQuery(vcpQuery(callId));
  if (message.isPending) return <SkeletonLines count={9} />;
  if (message.isError) {
    return <ErrorState error={message.error} onRetry={() => void message.refetch()} />;
  }
  return (
    <>
      <div className="flex items-center justify-between gap-2 py-3">
        <p className="text-muted">{t("The call as a VCP 0.5 message.")}</p>
        <div className="flex flex-wrap gap-1.5">
          <Button look="ghost" onClick={() => setOpenDepth(isAllOpen ? closedDepth : allDepth)}>
            {isAllOpen ? t("Collapse") : t("Expand all")}
          </Button>
          <CopyButton text={() => JSON.stringify(message.data, null, 2)} />
          <a href={vcpPath(callId)} download={`${callId}.vcp.json`} className={buttonClass()}>
            <DownloadIcon /> {t("Download")}
          </a>
        </div>
      </div>
      <div className="rounded-lg border border-line bg-surface p-3">
        <JsonViewer key={openDepth} value={message.data} openDepth={openDepth} />
      </div>
    </>
  );
}
