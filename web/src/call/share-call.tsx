import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CallShare } from "../api.ts";
import { useMay } from "../lib/access.ts";
import { describeActor } from "../lib/actor.ts";
import { humanise } from "../lib/format.ts";
import { rich, t } from "../lib/text.ts";
import { useChange } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { CheckField } from "../ui/check-field.tsx";
import { FormDialog } from "../ui/form-dialog.tsx";
import { ShareIcon } from "../ui/icons.tsx";
import { Once } from "../ui/once.tsx";
import { SelectField } from "../ui/select-field.tsx";
import { SureButton } from "../ui/sure-button.tsx";
import { ExactTime, RelativeTime } from "../ui/time.tsx";
import { type NewShare, revokeShare, shareCall, sharesQuery } from "./share-client.ts";

const renews = ["call-shares"];

const partWords: Readonly<Record<CallShare["parts"][number], string>> = {
  transcript: t("Transcript and summary"),
  recording: t("Recording"),
  cost: t("Cost"),
};
const partNames = Object.keys(partWords) as CallShare["parts"];

/** Showing a call to somebody without an account. */
export function ShareCall({ callId }: { callId: string }) {
  const [isOpen, setOpen] = useState(false);
  if (!useMay("calls:write")) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>
        <ShareIcon /> {t("Share")}
      </Button>
      {isOpen && <ShareDialog callId={callId} onClose={() => setOpen(false)} />}
    </>
  );
}

function ShareDialog({ callId, onClose }: { callId: string; onClose: () => void }) {
  const [share, setShare] = useState<NewShare>({
    parts: ["transcript"],
    is_masked: false,
    days: 7,
  });
  const make = useChange({
    change: (wanted: NewShare) => shareCall(callId, wanted),
    renews,
    isQuiet: true,
  });
  const set = (change: Partial<NewShare>) => setShare({ ...share, ...change });
  const hasRecording = share.parts.includes("recording");
  return (
    <FormDialog
      title={t("Share this call")}
      submit={t("Make a link")}
      onClose={onClose}
      onSubmit={() => make.mutate(share)}
      isPending={make.isPending}
      error={make.error}
      hint={t(
        "Whoever has the link sees the call without signing in, until it ends or is taken back.",
      )}
    >
      <fieldset className="flex flex-col gap-1.5">
        <legend className="mb-1 font-medium">{t("When, how long and between whom, and")}</legend>
        {partNames.map((part) => (
          <CheckField
            key={part}
            label={partWords[part]}
            isChecked={share.parts.includes(part)}
            disabled={part === "recording" && share.is_masked}
            onChange={(isShown) =>
              set({ parts: partNames.filter((one) => (one === part ? isShown : has(share, one))) })
            }
          />
        ))}
      </fieldset>
      <CheckField
        label={t(
          "Take out numbers and e-mail addresses. Names, and numbers that are spelled out, stay; a recording cannot be masked.",
        )}
        isChecked={share.is_masked}
        disabled={hasRecording}
        onChange={(is_masked) => set({ is_masked })}
      />
      <SelectField
        label={t("It opens for")}
        value={String(share.days)}
        onChange={(days) => set({ days: Number(days) })}
      >
        {[1, 7, 30, 90].map((days) => (
          <option key={days} value={days}>
            {t("{days, plural, one {# day} other {# days}}", { days })}
          </option>
        ))}
      </SelectField>
      {make.data && <Once label={t("The link. It is shown this once.")} text={make.data.url} />}
      <OpenShares callId={callId} />
    </FormDialog>
  );
}

const has = ({ parts }: NewShare, part: CallShare["parts"][number]) => parts.includes(part);

/** The links that open now, to be taken back. */
function OpenShares({ callId }: { callId: string }) {
  const shares = useQuery(sharesQuery(callId)).data ?? [];
  const revoke = useChange({ change: (id: string) => revokeShare(callId, id), renews });
  if (shares.length === 0) return null;
  return (
    <section aria-label={t("Open links")}>
      <h3 className="mb-1 font-medium">{t("Open links")}</h3>
      <ul className="divide-y divide-line">
        {shares.map((share) => (
          <li key={share.id} className="flex items-center justify-between gap-3 py-2">
            <div className="min-w-0 text-xs text-muted">
              <p className="text-text">
                {share.parts.map(humanise).join(", ") || t("Bare facts")}
                {share.is_masked && `, ${t("masked")}`}
              </p>
              <p>
                {rich("by {actor}, until {time}", {
                  actor: describeActor(share.created_by, share.created_by_name),
                  time: <ExactTime at={share.expires_at} />,
                })}
              </p>
              <p>
                {share.last_opened_at
                  ? rich("opened {time}", { time: <RelativeTime at={share.last_opened_at} /> })
                  : t("not opened yet")}
              </p>
            </div>
            <SureButton
              label={t("Take back")}
              sureLabel={t("Really take back")}
              disabled={revoke.isPending}
              onSure={() => revoke.mutate(share.id)}
            />
          </li>
        ))}
      </ul>
    </section>
  );
}
