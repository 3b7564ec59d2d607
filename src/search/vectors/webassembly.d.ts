/** The little of WebAssembly that we use: its types otherwise come only with those of a browser. */
declare namespace WebAssembly {
  class Memory {
    constructor(options: { initial: number });
    readonly buffer: ArrayBuffer;
    grow(pages: number): number;
  }
  class Module {
    constructor(bytes: Uint8Array);
  }
  class Instance {
    constructor(module: Module, imports: { memory: { memory: Memory } });
    readonly exports: Readonly<Record<string, unknown>>;
  }
}
