import { z } from "zod";
import { type App, requireAccess, requireTenant } from "../http/index.ts";
import { reading, tags, writing } from "./entry.routes.ts";
import type { ImageService } from "./image.service.ts";
import { imageBytesMax, imageTypes } from "./image-type.ts";

const url = "/api/v1/locations/:locationId/items/:itemId/image";
const params = z.object({ locationId: z.string(), itemId: z.string() });

/** Pictures of items, as the bytes that they are. */
export async function imageRoutes(root: App, { images }: { images: ImageService }): Promise<void> {
  await root.register(async (app: App) => {
    app.addContentTypeParser([...imageTypes], { parseAs: "buffer" }, (_request, body, done) =>
      done(null, body),
    );
    app.get(
      url,
      {
        config: reading,
        schema: {
          tags,
          operationId: "getItemImage",
          summary: "Read an item's picture",
          produces: [...imageTypes],
          params,
          response: { 200: z.string() },
        },
      },
      async (request, reply) => {
        const { type, content } = await images.read(requireTenant(request), request.params);
        // Bytes are sent as they are, whatever the schema says of their type.
        return reply.type(type).send(content as unknown as string);
      },
    );
    app.put(
      url,
      {
        config: writing,
        bodyLimit: imageBytesMax,
        schema: {
          tags,
          operationId: "replaceItemImage",
          summary: "Give an item a picture, instead of the one it has",
          consumes: [...imageTypes],
          params,
          response: { 200: z.object({ type: z.string(), bytes: z.number().int() }) },
        },
      },
      async (request) => {
        const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        return images.put(requireAccess(request), request.params, body);
      },
    );
    app.delete(
      url,
      {
        config: writing,
        schema: {
          tags,
          operationId: "removeItemImage",
          summary: "Take an item's picture away",
          params,
          response: { 204: z.null() },
        },
      },
      async (request, reply) => {
        await images.remove(requireAccess(request), request.params);
        return reply.code(204).send(null);
      },
    );
  });
}
