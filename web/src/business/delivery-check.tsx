import { useState } from "react";
import type { DeliveryAnswer } from "../api.ts";
import type { Tone } from "../lib/call-state.ts";
import { t } from "../lib/text.ts";
import { explain } from "../lib/use-change.ts";
import { Button } from "../ui/button.tsx";
import { Dot } from "../ui/dot.tsx";
import { TextField } from "../ui/text-field.tsx";
import type { DeliveryQuestion } from "./zones-client.ts";

const looks: Readonly<Record<DeliveryAnswer["kind"], { label: string; tone: Tone }>> = {
  inside: { label: t("Delivered to"), tone: "good" },
  not_now: { label: t("Not at this time"), tone: "warn" },
  outside: { label: t("Not delivered to"), tone: "bad" },
  cannot_locate: { label: t("The address was not found"), tone: "warn" },
  unknown: { label: t("Not known"), tone: "quiet" },
};

interface DeliveryCheckProps {
  answer: DeliveryAnswer | undefined;
  /** Other zones at the same place, which are not asked. */
  also: ReadonlyArray<{ id: string; name: string }>;
  error: unknown;
  isPending: boolean;
  onAsk: (question: DeliveryQuestion) => void;
}

/** Asks as a caller would: for an address, or a place as numbers. */
export function DeliveryCheck(props: DeliveryCheckProps) {
  const { answer, also, error, isPending, onAsk } = props;
  const [text, setText] = useState("");
  return (
    <>
      <form
        className="flex flex-wrap items-end gap-2"
        onSubmit={(event) => {
          event.preventDefault();
          onAsk(toQuestion(text));
        }}
      >
        <TextField
          label={t("Address, or latitude and longitude")}
          placeholder={t("5 Main Street, or 40.7484, -73.9857")}
          required
          maxLength={500}
          value={text}
          onChange={setText}
          className="min-w-64 flex-1"
        />
        <Button type="submit" className="h-9!" disabled={isPending}>
          {t("Check")}
        </Button>
      </form>
      <div role="status" className="mt-2 min-h-12">
        {error !== null && <p className="text-bad-text">{explain(error)}</p>}
        {answer !== undefined && error === null && <Answer answer={answer} also={also} />}
      </div>
    </>
  );
}

function Answer({ answer, also }: Pick<DeliveryCheckProps, "also"> & { answer: DeliveryAnswer }) {
  const look = looks[answer.kind];
  return (
    <>
      <p className="flex flex-wrap items-center gap-2">
        <Dot tone={look.tone} />
        <span className="font-medium">{look.label}</span>
        {answer.zone !== null && <span className="text-muted">{answer.zone.name}</span>}
        {also.length > 0 && (
          <span className="text-muted">
            {"· "}
            {t("also in {also}", { also: also.map(({ name }) => name).join(", ") })}
          </span>
        )}
      </p>
      <p className="mt-1">
        <q>{answer.text}</q>
      </p>
      {answer.reason === "no_geocoder" && (
        <p className="mt-1 text-xs text-warn-text">
          {t(
            "Nobody looks up addresses here: whoever runs this server can set GEOCODER_URL. Until then only places as numbers are found.",
          )}
        </p>
      )}
    </>
  );
}

function toQuestion(text: string): DeliveryQuestion {
  const [, lat, lng] = /^\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text) ?? [];
  if (lat === undefined || lng === undefined) return { address: text.trim() };
  return { place: { lat: Number(lat), lng: Number(lng) } };
}
