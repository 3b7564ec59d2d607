/** Where archives are kept. */
export interface Place {
  /** As an operator would write it. */
  readonly address: string;
  list(): Promise<Stored[]>;
  /** Keeps a content under a name. When it resolves it is kept for good; until then, and when it fails, there is nothing of that name. */
  put(name: string, content: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void>;
  /** @throws ArchiveError when there is nothing of that name. */
  read(name: string): AsyncIterable<Uint8Array>;
  remove(name: string): Promise<void>;
}

/** Something that lies in a place. */
export interface Stored {
  name: string;
  bytes: number;
  storedAt: Date;
}
