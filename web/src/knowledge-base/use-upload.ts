import { useQueryClient } from "@tanstack/react-query";
import { knowledgeLists } from "../knowledge/knowledge-client.ts";
import { retryUpload, startUploads } from "./uploads.ts";

/** Sends files into a base, and reads its lists again after each. */
export function useUpload(baseId: string) {
  const client = useQueryClient();
  const renew = () => {
    for (const list of knowledgeLists) void client.invalidateQueries({ queryKey: [list] });
  };
  return {
    upload: (files: readonly File[], fields?: Record<string, string>) =>
      startUploads(files, { baseId, ...(fields && { fields }) }, renew),
    retry: (id: number) => retryUpload(id, renew),
  };
}
