import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import S3rver from "s3rver";

/** A service that speaks S3, with an empty bucket `backups`. */
export interface S3Server extends AsyncDisposable {
  /** What the product needs to use it. */
  readonly env: Record<string, string>;
}

export async function startS3Server(): Promise<S3Server> {
  const folder = mkdtempSync(join(tmpdir(), "voicelens-s3-"));
  const server = new S3rver({
    ...{ port: 0, address: "127.0.0.1", silent: true, directory: folder },
    configureBuckets: [{ name: "backups", configs: [] }],
  });
  const { address, port } = await server.run();
  return {
    env: {
      S3_ENDPOINT: `http://${address}:${port}`,
      S3_ACCESS_KEY_ID: "S3RVER",
      S3_SECRET_ACCESS_KEY: "S3RVER",
    },
    async [Symbol.asyncDispose]() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
