import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Block } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { LoadMore } from "../ui/load-more.tsx";
import { Row, Rows } from "../ui/panel.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { ExactTime, RelativeTime } from "../ui/time.tsx";
import { NetworkForm } from "./network-form.tsx";
import { addBlock, blocksQuery, liftBlock } from "./security-client.ts";
import { useActorNames } from "./use-actor-names.ts";

const renews = ["blocks", "security-events"];

/** Networks that are refused at the door. */
export function BlockList() {
  const [isAll, setAll] = useState(false);
  const mayWrite = useMay("guard:write");
  const blocks = useInfiniteQuery(blocksQuery(isAll ? "all" : "active"));
  const rows = blocks.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <>
      {mayWrite && (
        <NetworkForm
          label={t("Address or network to block")}
          submit={t("Block")}
          add={addBlock}
          renews={renews}
        />
      )}
      <label className="mt-4 mb-2 inline-flex items-center gap-2 text-muted">
        <input
          type="checkbox"
          className="accent-accent"
          checked={isAll}
          onChange={() => setAll(!isAll)}
        />
        {t("With those that are over")}
      </label>
      <Rows
        query={blocks}
        empty={t(
          "Nobody is blocked. The guard blocks by itself whoever attacks; block others above.",
        )}
      >
        {rows.map((block) => (
          <BlockRow key={block.id} block={block} />
        ))}
      </Rows>
      {blocks.hasNextPage && (
        <LoadMore
          hasMore
          isLoading={blocks.isFetchingNextPage}
          isFailed={blocks.isFetchNextPageError}
          onLoad={blocks.fetchNextPage}
          endLabel=""
        />
      )}
    </>
  );
}

function BlockRow({ block }: { block: Block }) {
  const mayWrite = useMay("guard:write");
  const nameOf = useActorNames();
  const lift = useChange({ change: () => liftBlock(block.id), renews });
  const isOver =
    block.lifted_at !== null ||
    (block.expires_at !== null && Date.parse(block.expires_at) <= Date.now());
  return (
    <Row
      title={<code className="font-mono text-xs">{block.network}</code>}
      note={
        <>
          {block.reason} ·{" "}
          {block.source === "guard"
            ? t("by the guard")
            : t("by {nameOf}", { nameOf: nameOf(block.created_by) })}
          , <RelativeTime at={block.created_at} />
          {block.level > 1 && ` · ${t("level {level}", { level: block.level })}`}
          {" · "}
          <BlockEnd block={block} nameOf={nameOf} />
        </>
      }
    >
      {isOver ? (
        <span className="px-2.5 text-xs text-muted">{t("over")}</span>
      ) : (
        mayWrite && (
          <SureButton
            label={t("Lift")}
            sureLabel={t("Really lift")}
            of={t("the block of {network}", { network: block.network })}
            disabled={lift.isPending}
            onSure={() => lift.mutate(undefined)}
          />
        )
      )}
    </Row>
  );
}

function BlockEnd({ block, nameOf }: { block: Block; nameOf: (actor: string) => string }) {
  if (block.lifted_at !== null) {
    return (
      <>
        {t("lifted")}{" "}
        {block.lifted_by !== null && `${t("by {nameOf},", { nameOf: nameOf(block.lifted_by) })} `}
        <RelativeTime at={block.lifted_at} />
      </>
    );
  }
  if (block.expires_at === null) return t("until somebody lifts it");
  return <>{rich("until {time}", { time: <ExactTime at={block.expires_at} /> })}</>;
}
