// Benchmarks and drills. They run the built product in processes of its own, as its users do.
import { ensureBuilt } from "../bin/build.js";

const commands = {
  ingest: "./ingest.js",
  loss: "./loss.js",
  start: "./start.js",
  guard: "./guard.js",
  live: "./live.js",
  export: "./export.js",
  sweep: "./sweep.js",
  knowledge: "./knowledge.js",
  memory: "./memory.js",
  tools: "./tools.js",
  gateway: "./gateway.js",
  analytics: "./analytics.js",
  page: "./page.js",
  fuzz: "./drill-fuzz.js",
  overload: "./drill-overload.js",
  cluster: "./drill-cluster.js",
  backup: "./drill-backup.js",
  pitr: "./drill-pitr.js",
};

const usage = `Usage: node bench/run.js <name> [options]

  ingest [--quick] [--seconds 4] [--rounds 3] [--connections 64,256] [--events 20000]
         [--only insert,accept,upsert,sustained] [--profile <folder>] [--json]
                    accepting and folding, against two hand-written receivers
  loss [--kills 50] [--seed 1] [--json]
                    kills server and database under load; counts what was lost
  start [--runs 5] [--json]
                    first start, warm start, idle memory
  guard [--rounds 3] [--seconds 4] [--flood-seconds 15] [--json]
                    what the guard costs, and what one tenant's flood costs another
  live [--readers 1000] [--rate 100] [--seconds 5] [--json]
                    how soon every reader is told of a call, against a bare broadcast
  export [--calls 100000] [--vcons 5000] [--turns 10] [--json]
                    handing calls out in bulk, and the server's memory meanwhile
  sweep [--calls 10000] [--missing 0.01] [--json]
                    bringing what webhooks did not, and the server's memory meanwhile
  knowledge [--quick] [--only quality,latency,large,ingest,hybrid] [--questions <file>] [--split dev]
         [--misses] [--chunks 10000,100000] [--json]
                    whether searches find the right passage, how soon, against PostgreSQL's own ranking
  memory --locomo <folder> [--json]
                    whether the turns that answer a question come, how soon; the set stays outside
  tools [--quick] [--two] [--tenants 200] [--chunks 100000] [--asks 1000] [--seconds 6]
         [--profile <folder>] [--json]
                    how soon tools and inbound requests are answered, beside other work and a hung server;
                    with --two by a process that leaves the other work to a second one
  gateway [--quick] [--profile <folder>] [--json]
                    how much later a model's first word comes through us, one at a time and at once
  analytics [--calls 1000000] [--turns 20000] [--times 30] [--only reading,ingest] [--rounds 15]
         [--events 2000] [--json]
                    figures, filtered lists and searches over many calls, and what figures cost ingest
  page [--calls 10000] [--runs 5] [--json]
                    how soon the list of calls is painted, and how smoothly it scrolls
  drill fuzz [--cases 100000] [--seed 1] [--json]
                    broken deliveries at the door
  drill overload [--seconds 10] [--json]
                    one, two and five times what can be served
  drill cluster [--rounds 2] [--rate 30] [--only redis,worker 1] [--seed 1] [--json]
                    kills each process of an installation of several in turn; what was lost or done twice
  drill backup [--calls 100000] [--turns 10] [--rate 50] [--folder <data>] [--only backup,restore] [--json]
                    backs a large database up while deliveries come in, and restores it;
                    a data folder that is named is filled once and used again
  drill pitr [--events 600] [--json]
                    drops a database and recovers it elsewhere as it was at a moment

DATABASE_URL makes ingest use that PostgreSQL, in databases it creates and drops.
`;

const [first, ...others] = process.argv.slice(2);
const [name, args] = first === "drill" ? [others[0], others.slice(1)] : [first, others];
const file = Object.hasOwn(commands, name ?? "") ? commands[name] : undefined;
if (file === undefined) {
  process.stderr.write(usage);
  process.exitCode = 1;
} else {
  await ensureBuilt();
  const { run } = await import(file);
  process.exitCode = await run(args);
}
