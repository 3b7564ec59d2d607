import type { LocationName } from "../../business/index.ts";
import { cutText } from "../../lib/text.ts";
import type { Tool } from "../tool.ts";

/** What a tenant calls its things. */
export interface TenantNames {
  locations: readonly LocationName[];
  /** What a location sells is divided into; of every location where none is named. */
  categoriesOf(locationId: string | undefined): Promise<readonly string[]>;
}

/** What a model is told of a tool. */
export interface SuitedTool {
  name: string;
  description: string;
  parameters: Readonly<Record<string, unknown>>;
}

type Property = Readonly<Record<string, unknown>>;

/** More names make a model slower, and no wiser. */
const namesMax = 20;
const namesCharactersMax = 400;

/**
 * A tool described with the tenant's own names, where they help the model to choose: built-in tools name the locations, the categories, and whom calls are transferred to. What
 * cannot be asked for is left out: a location where there is only one. Tools of the tenant's own are as it wrote them.
 */
export async function suitTool(tool: Tool, names: TenantNames): Promise<SuitedTool> {
  const { name, description, parameters, built_in: builtIn, settings } = tool;
  if (builtIn === null) return { name, description, parameters };
  const { properties = {}, ...schema } = parameters as { properties?: Record<string, Property> };
  const set = settings as { location_id?: string; destinations?: Array<{ name?: string }> };
  const told =
    builtIn === "items_and_prices" ? listed(await names.categoriesOf(set.location_id)) : "";
  const suited = Object.entries(properties).flatMap(([key, property]): [string, Property][] => {
    if (key === "location") return suitLocation(property, names.locations, set.location_id);
    if (builtIn === "transfer" && key === "to") {
      const whom = listed((set.destinations ?? []).flatMap((each) => each.name ?? []));
      return whom === "" ? [] : [[key, withNames(property, whom)]];
    }
    return [[key, property]];
  });
  return {
    name,
    description: told === "" ? description : `${description} Categories: ${told}.`,
    parameters: { ...schema, properties: Object.fromEntries(suited) },
  };
}

function suitLocation(
  property: Property,
  locations: readonly LocationName[],
  setId: string | undefined,
): [string, Property][] {
  if (setId !== undefined || locations.length < 2) return [];
  return [["location", withNames(property, listed(locations.map(({ name }) => name)))]];
}

function withNames(property: Property, names: string): Property {
  const said = typeof property.description === "string" ? `${property.description} ` : "";
  return { ...property, description: `${said}One of: ${names}.` };
}

function listed(names: readonly string[]): string {
  return cutText(names.slice(0, namesMax).join(", "), namesCharactersMax);
}
