import { servedClient } from "../src/cli/client.ts";
import { commandToken, type World } from "./world.ts";

/** What a command on the server's machine has of the world, which listens for it from now on. */
export async function clientOf(world: World) {
  await world.app.http.listen({ host: "127.0.0.1", port: 0 });
  const { port } = world.app.http.server.address() as { port: number };
  const address = `http://127.0.0.1:${port}`;
  return servedClient({ address, token: commandToken, pid: process.pid });
}
