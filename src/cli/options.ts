import { type Command, InvalidArgumentError, Option } from "commander";
import { findProvider, providers } from "../providers/index.ts";

/** Adds the options that every command has. */
export function addCommand(
  parent: Command,
  nameAndArguments: string,
  description: string,
  options: { isDefault?: boolean } = {},
) {
  return parent
    .command(nameAndArguments, options)
    .description(description)
    .option("--json", "print one JSON document, for programs", false);
}

/** The options by which webhook events are chosen, as the API names them. */
export interface EventFilters {
  provider?: string;
  status?: string;
  connection?: string;
  type?: string;
  receivedAfter?: string;
  receivedBefore?: string;
  call?: string;
}

/** Adds the options that choose webhook events. */
export function addEventFilters<C extends Command>(command: C): C {
  return command
    .addOption(providerOption())
    .addOption(
      new Option("--status <status>", "only events in this state").choices([
        "received",
        "processed",
        "ignored",
        "dead",
      ]),
    )
    .option("--connection <id>", "only events of this connection")
    .option("--type <type>", "only events of this type")
    .option("--received-after <time>", "only events from this time on (ISO 8601)", instant)
    .option("--received-before <time>", "only events before this time (ISO 8601)", instant)
    .option("--call <id>", "only events that speak of this call");
}

export function providerOption(): Option {
  return new Option("--provider <provider>", "only this provider").argParser(providerKey);
}

/** The key of a provider, by any of its names. */
export function providerKey(text: string): string {
  const provider = findProvider(text);
  if (provider !== undefined) return provider.id;
  const known = providers.map(({ id }) => id).join(", ");
  throw new InvalidArgumentError(`The providers are ${known}.`);
}

/** A time with or without its zone; without one it is meant here. */
export function instant(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw new InvalidArgumentError("That is no time.");
  return at.toISOString();
}

export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value < 1e9)) throw new InvalidArgumentError("It must be more than 0.");
  return value;
}

export function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) {
    throw new InvalidArgumentError("It must be a whole number.");
  }
  return value;
}

/** At least 1. */
export function positiveCount(text: string): number {
  const value = wholeNumber(text);
  if (value === 0) throw new InvalidArgumentError("It must be at least 1.");
  return value;
}

/** The filters as a query; empty without any. */
export function filterQuery(filters: EventFilters): URLSearchParams {
  const named = {
    provider: filters.provider,
    status: filters.status,
    connection: filters.connection,
    type: filters.type,
    received_after: filters.receivedAfter,
    received_before: filters.receivedBefore,
    call: filters.call,
  };
  const given = Object.entries(named).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return new URLSearchParams(given);
}
