import { recordAudit } from "../../audit/index.ts";
import { defaultTenantId, type TenantScope } from "../../lib/tenant-scope.ts";
import { type Database, inTenant } from "../../store/index.ts";
import { type Feature, featureNames } from "./features.ts";
import { deleteSwitched, insertSwitched, listSwitched, type Switched } from "./switch.store.ts";

/** What the installation's people can switch. A feature's is on while the feature is off. */
export type SwitchName = "maintenance" | "read_only" | Feature;

/** What is switched belongs to the installation, whoever asks. */
const installation: TenantScope = { tenantId: defaultTenantId };

/** What is switched at present, kept in memory: every request asks. */
export interface Switches {
  find(name: SwitchName): Switched | undefined;
  /** Switches some together, with an entry in the audit log for each that changed; here at once, at the other replicas with their next look. */
  set(
    names: readonly SwitchName[],
    isOn: boolean,
    by: { actor: string; reason: string },
  ): Promise<void>;
  /** Reads what was switched elsewhere. */
  look(): Promise<void>;
  /** Is told after every look and change. */
  onLook(hear: () => void): void;
}

export function createSwitches({ db, now }: { db: Database; now: () => number }): Switches {
  let on = new Map<string, Switched>();
  const hearers: Array<() => void> = [];
  const look = async () => {
    const found = await listSwitched(db, installation);
    on = new Map(found.map((one) => [one.name, one]));
    for (const hear of hearers) hear();
  };
  return {
    find: (name) => on.get(name),
    async set(names, isOn, { actor, reason }) {
      await inTenant(db, installation, async (trx) => {
        for (const name of names) {
          const given = { name, since: new Date(now()), set_by: actor, reason };
          const isChanged = isOn
            ? await insertSwitched(trx, installation, given)
            : await deleteSwitched(trx, installation, name);
          if (!isChanged) continue;
          const action = actionOf(name, isOn);
          await recordAudit(trx, installation, {
            actor,
            action,
            subject: name,
            payload: { reason },
          });
        }
      });
      await look();
    },
    look,
    onLook: (hear) => hearers.push(hear),
  };
}

function actionOf(name: SwitchName, isOn: boolean): string {
  if (name === "maintenance" || name === "read_only") return `${name}.${isOn ? "on" : "off"}`;
  return `feature.${isOn ? "disabled" : "enabled"}`;
}

/** The features that are switched off. */
export function disabledFeatures(switches: Switches): Feature[] {
  return featureNames.filter((name) => switches.find(name) !== undefined);
}
