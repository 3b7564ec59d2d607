import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { knowledgeLists } from "../knowledge/knowledge-client.ts";
import { useMay } from "../lib/access.ts";
import { t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { CheckField } from "../ui/check-field.tsx";
import { locationKnowledgeQuery, setSearched } from "./knowledge-client.ts";

/** Whether items, policies and questions of a location are searched as knowledge. */
export function KnowledgeSwitch({ locationId }: { locationId: string }) {
  const mayWrite = useMay("business:write");
  const mayRead = useMay("knowledge:read");
  const client = useQueryClient();
  const query = locationKnowledgeQuery(locationId);
  const knowledge = useQuery(query);
  const change = useChange({
    change: (isSearched: boolean) => setSearched(locationId, isSearched),
    renews: knowledgeLists,
    onDone: (now) => client.setQueryData(query.queryKey, now),
  });
  if (knowledge.data === undefined) return null;
  const { is_searched: isSearched, knowledge_base_id: baseId } = knowledge.data;
  return (
    <div className="mt-4 flex flex-wrap items-baseline gap-x-3 gap-y-1">
      <CheckField
        label={t("Agents search items, policies and questions as knowledge")}
        isChecked={change.isPending ? change.variables : isSearched}
        disabled={!mayWrite || change.isPending}
        onChange={(next) => change.mutate(next)}
      />
      {baseId !== null && mayRead && (
        <Link to="/knowledge/$baseId" params={{ baseId }} className="underline hover:text-accent">
          {t("Its knowledge base")}
        </Link>
      )}
    </div>
  );
}
