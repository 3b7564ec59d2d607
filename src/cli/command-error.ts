/** A command that cannot do what was asked. The message is for people: one line, with what to do where we know it. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}
