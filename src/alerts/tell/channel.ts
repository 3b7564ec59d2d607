/** What a person reads. */
export interface ChannelMessage {
  /** The same on every try: whoever gets it twice can tell. */
  id: string;
  subject: string;
  text: string;
}

/** A message that did not get through, in words for whoever looks after it. */
export class ChannelError extends Error {
  override readonly name = "ChannelError";
}

/** Sends one message. @throws ChannelError. Ends by itself, whatever the other side does. */
export type Channel = (
  message: ChannelMessage,
  recipient: string,
  signal: AbortSignal,
) => Promise<void>;
