import type { Socket } from "node:net";
import type { FastifyRequest } from "fastify";

/** Connections on which a large body may take its time. */
const patient = new WeakSet<Socket>();

/** Lets the body of this request take so long instead of what others may: somebody who proved who they are sends a large file. To be called before the body is read. */
export function allowSlowBody({ raw }: FastifyRequest, ms: number): void {
  const { socket } = raw;
  patient.add(socket);
  const timer = setTimeout(() => socket.destroy(), ms).unref();
  raw.once("close", () => {
    clearTimeout(timer);
    patient.delete(socket);
  });
}

/** Whether a connection that Node found too slow is to go on. Node looks at each request once, so that its own time limit is the one above. */
export function isPatient(socket: Socket): boolean {
  return patient.has(socket);
}
