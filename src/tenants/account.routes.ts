import { z } from "zod";
import { type App, requireAccess } from "../http/index.ts";
import type { createAccountService } from "./account.ts";

const tags = ["Account"];
const signedIn = { access: "tenant", needs: "any" } as const;
const password = z.string().min(1).max(1024);
const done = { 204: z.null() };

/** A signed-in person's own account. */
export function accountRoutes(
  app: App,
  { account }: { account: ReturnType<typeof createAccountService> },
): void {
  app.get(
    "/api/v1/me",
    {
      config: signedIn,
      schema: {
        tags,
        operationId: "getAccount",
        summary: "Read one's own account",
        response: {
          200: z.object({
            id: z.string(),
            email: z.string(),
            name: z.string(),
            has_password: z.boolean(),
            has_totp: z.boolean(),
          }),
        },
      },
    },
    async (request) => {
      const { user } = await account.me(requireAccess(request));
      return {
        id: user.id,
        email: user.email,
        name: user.name,
        has_password: user.password_hash !== null,
        has_totp: user.totp_step !== null,
      };
    },
  );
  app.post(
    "/api/v1/me/password",
    {
      config: signedIn,
      schema: {
        tags,
        operationId: "changePassword",
        summary: "Change one's password; every other session ends",
        body: z.object({ current_password: password, new_password: password }),
        response: done,
      },
    },
    async (request, reply) => {
      const { current_password: currentPassword, new_password: newPassword } = request.body;
      const given = { currentPassword, newPassword };
      await account.changePassword(requireAccess(request), given, request.ip);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/api/v1/me/totp",
    {
      config: { ...signedIn, isSecret: true },
      schema: {
        tags,
        operationId: "beginTotp",
        summary: "Make a second factor; it counts from its first right code on",
        response: { 201: z.object({ secret: z.string(), uri: z.string() }) },
      },
    },
    async (request, reply) => reply.code(201).send(await account.beginTotp(requireAccess(request))),
  );
  app.post(
    "/api/v1/me/totp/confirm",
    {
      config: signedIn,
      schema: {
        tags,
        operationId: "confirmTotp",
        summary: "Prove the second factor with its first code; every other session ends",
        body: z.object({ code: z.string().max(20) }),
        response: done,
      },
    },
    async (request, reply) => {
      await account.confirmTotp(requireAccess(request), request.body.code);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/api/v1/me/totp/remove",
    {
      config: signedIn,
      schema: {
        tags,
        operationId: "removeTotp",
        summary: "Remove the second factor, with one's password",
        body: z.object({ password }),
        response: done,
      },
    },
    async (request, reply) => {
      await account.removeTotp(requireAccess(request), request.body.password, request.ip);
      return reply.code(204).send(null);
    },
  );
}
