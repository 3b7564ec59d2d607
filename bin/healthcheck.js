// Tells the container's runtime whether the server turns. It asks no database and nobody outside: their trouble is no reason to start us again.
import { request as askPlain } from "node:http";
import { request as askTls } from "node:https";

const { SSL_CERT_PATH, SERVICE_PORT, PORT } = process.env;
const ask = SSL_CERT_PATH ? askTls : askPlain;
const request = ask({
  host: "127.0.0.1",
  port: Number(SERVICE_PORT || PORT || 8080),
  path: "/health/live",
  timeout: 2_000,
  // The certificate names the address that clients use.
  rejectUnauthorized: false,
});
request.on("response", (answer) => {
  process.exit(answer.statusCode === 200 ? 0 : 1);
});
request.on("timeout", () => request.destroy());
request.on("error", () => process.exit(1));
request.end();
