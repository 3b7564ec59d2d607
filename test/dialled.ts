import { once } from "node:events";
import { connect } from "node:net";

/** Whether somebody listens on a port of this machine; otherwise it throws. */
export async function dialled(port: number): Promise<void> {
  const socket = connect({ host: "127.0.0.1", port });
  try {
    await once(socket, "connect");
  } finally {
    socket.destroy();
  }
}
