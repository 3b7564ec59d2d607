import { Counter, Histogram, type Registry } from "prom-client";

const seconds = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 90];

/** What is measured of requests to the model endpoint, whichever path they take. */
export function chatMetrics(registry: Registry) {
  const registers = [registry];
  return {
    chatRequests: new Counter({
      name: "vicw_chat_requests_total",
      help: "Requests to the model by what became of them: answered, repeated (an answer that was given before), limited (what may be used is used up), refused, failed, left (nobody waited for the end).",
      labelNames: ["outcome"],
      registers,
    }),
    chatSeconds: new Histogram({
      name: "vicw_chat_duration_seconds",
      help: "From a request to the end of its answer.",
      buckets: seconds,
      registers,
    }),
  };
}
