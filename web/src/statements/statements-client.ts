import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Statement } from "../api.ts";
import { request } from "../client.ts";

const pathOf = (month: string) => `/api/v1/statements/${month}`;

export const statementQuery = (month: string) =>
  queryOptions({
    queryKey: ["statement", month],
    queryFn: () => request<Statement>(pathOf(month)),
    placeholderData: keepPreviousData,
  });

/** Where the month is had as CSV. */
export const csvPath = (month: string) => `${pathOf(month)}?format=csv`;

/** The page as it stands in the address. */
export interface StatementSearch {
  month?: string | undefined;
}

const monthShape = /^2[01]\d{2}-(?:0[1-9]|1[0-2])$/;
export const isMonth = (text: string) => monthShape.test(text);

/** Reads an address; what is not understood is dropped. */
export function readStatementSearch({ month }: Record<string, unknown>): StatementSearch {
  return typeof month === "string" && isMonth(month) ? { month } : {};
}
