import type { World } from "./world.ts";

/** One method on one path, as the server routes it. */
export interface Route {
  method: string;
  /** With its parameters, such as `/api/v1/calls/:callId`. */
  path: string;
}

/** Every route there is, hidden ones too, read from the tree that the router prints. */
export function routesOf(world: World): Route[] {
  const routes: Route[] = [];
  const parents: string[] = [];
  for (const line of world.app.http.printRoutes({ commonPrefix: false }).split("\n")) {
    const [, indent = "", part = "", methods] =
      /^([ │]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?$/u.exec(line) ?? [];
    const depth = indent.length / 4;
    parents.splice(depth, Infinity, part);
    const path = parents.join("");
    for (const method of methods?.split(", ") ?? []) routes.push({ method, path });
  }
  return routes;
}

/** The path with something in place of every parameter. */
export function filled(path: string): string {
  return path.replace(/:\w+/g, "x").replace(/\*$/, "x");
}
