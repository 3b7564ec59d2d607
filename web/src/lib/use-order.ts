import { useChange } from "./use-change.ts";

interface Ordered {
  id: string;
  position: number;
}

/** Moves a row of a list to the place of its neighbour. Rows know their places by number; only those that change are written. */
export function useOrder<Row extends Ordered>(
  rows: readonly Row[],
  {
    write,
    renews,
  }: { write: (id: string, position: number) => Promise<unknown>; renews: readonly string[] },
) {
  return useChange({
    renews,
    change: async ({ from, to }: { from: number; to: number }) => {
      const order = moved(rows, from, to);
      for (const [position, row] of order.entries()) {
        if (row.position !== position) await write(row.id, position);
      }
    },
  });
}

/** The list with one of its rows at another place. */
export function moved<Row>(rows: readonly Row[], from: number, to: number): Row[] {
  const order = [...rows];
  order.splice(to, 0, ...order.splice(from, 1));
  return order;
}
