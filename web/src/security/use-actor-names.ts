import { useQuery } from "@tanstack/react-query";
import { fetchApiKeys, fetchUsers } from "../client.ts";
import { useMay } from "../lib/access.ts";
import { describeActor } from "../lib/actor.ts";

/** Names whoever put an address on a list, from the people and keys of the tenant. */
export function useActorNames(): (actor: string) => string {
  const enabled = useMay("members:read");
  const users = useQuery({ queryKey: ["users"], queryFn: fetchUsers, enabled });
  const keys = useQuery({ queryKey: ["api-keys"], queryFn: fetchApiKeys, enabled });
  const known = [...(users.data?.data ?? []), ...(keys.data?.data ?? [])];
  return (actor) => {
    const id = actor.slice(actor.indexOf(":") + 1);
    return describeActor(actor, known.find((one) => one.id === id)?.name);
  };
}
