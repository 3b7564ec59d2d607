import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Command } from "commander";
import type { JSONWebKeySet } from "jose";
import { z } from "zod";
import { type EvidenceVerdict, verifyEvidence } from "../evidence/index.ts";
import { commandConfig, findServer, servedClient } from "./client.ts";
import { CommandError } from "./command-error.ts";
import { addCommand } from "./options.ts";
import { print, printJson } from "./output.ts";

interface Options {
  key?: string;
  recording?: string;
  json: boolean;
}

const Jwk = z.looseObject({ kty: z.string() });
const KeyFile = z.union([z.object({ keys: z.array(Jwk).min(1) }), Jwk]);

/** `voicelens verify-evidence`: needs no server and no database, only the pack and the public keys of the installation. */
export function verifyEvidenceCommand(program: Command): void {
  addCommand(program, "verify-evidence <file>", "verify an evidence pack of a call, offline")
    .option("--key <file>", "the installation's public keys, from its /.well-known/jwks.json")
    .option("--recording <file>", "the recording that is said to be the call's")
    .action(async (file: string, options: Options) => {
      const verdict = await verifyEvidence((await readOr(file)).toString("latin1"), {
        keys: await keysOf(options.key),
        recordingSha256: options.recording && (await sha256Of(options.recording)),
      });
      if (!verdict.isOk) process.exitCode = 1;
      if (options.json) return printJson(toJson(verdict));
      print(report(verdict));
    });
}

/** Without a file the server of this machine is asked: it is us who trust it. */
async function keysOf(file: string | undefined): Promise<JSONWebKeySet> {
  const content = file === undefined ? await askKeys() : parseJson(await readOr(file));
  const parsed = KeyFile.safeParse(content);
  if (!parsed.success) throw new CommandError("The file given with --key holds no public keys.");
  return ("keys" in parsed.data ? parsed.data : { keys: [parsed.data] }) as JSONWebKeySet;
}

async function askKeys(): Promise<unknown> {
  const server = await findServer(commandConfig().DATA_DIR);
  if (server === null) {
    throw new CommandError(
      "Whose signature is it to be? Give --key with what the installation's /.well-known/jwks.json said; no server runs here that could be asked.",
    );
  }
  return (await servedClient(server).ask("GET", "/.well-known/jwks.json")).json;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return null;
  }
}

async function readOr(file: string): Promise<Buffer> {
  return readFile(file).catch((cause: { code?: string }) => {
    throw new CommandError(`${file} cannot be read (${cause.code ?? "unknown"}).`, { cause });
  });
}

async function sha256Of(file: string): Promise<string> {
  const digest = createHash("sha256");
  try {
    for await (const part of createReadStream(file)) digest.update(part);
  } catch (cause) {
    const { code = "unknown" } = cause as { code?: string };
    throw new CommandError(`${file} cannot be read (${code}).`, { cause });
  }
  return digest.digest("hex");
}

function toJson({ isOk, checks, pack }: EvidenceVerdict) {
  return {
    is_valid: isOk,
    checks: checks.map(({ name, isOk: isHeld, detail }) => ({ name, is_ok: isHeld, detail })),
    call_id: pack?.call_id ?? null,
    issued_at: pack?.issued_at ?? null,
    installation: pack?.installation ?? null,
    recording_sha256: pack?.recording?.sha256 ?? null,
  };
}

function report({ isOk, checks, pack }: EvidenceVerdict): string {
  const lines = checks.map(
    ({ name, isOk: isHeld, detail }) => `${isHeld ? "ok    " : "FAILED"}  ${name}: ${detail}`,
  );
  const isUncompared = pack?.recording && !checks.some(({ name }) => name === "recording");
  if (isUncompared) lines.push("        recording: not compared; give it with --recording");
  const about =
    pack && `call ${pack.call_id}, issued ${pack.issued_at} by ${pack.installation.url}`;
  lines.push(isOk ? `Valid: ${about}.` : "NOT valid.");
  return lines.join("\n");
}
