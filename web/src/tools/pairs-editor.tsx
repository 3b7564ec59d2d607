import { t } from "../lib/text.ts";
import { Button, IconButton } from "../ui/button.tsx";
import { CloseIcon } from "../ui/icons.tsx";
import { TextField } from "../ui/text-field.tsx";
import { newPair, type Pair } from "./pairs.ts";

interface PairsEditorProps {
  legend: string;
  note: string;
  /** What a row is: "header", "fallback". */
  of: string;
  labels: readonly [name: string, value: string];
  placeholders: readonly [name: string, value: string];
  /** What a name may look like. */
  pattern: string;
  patternWords: string;
  /** Nobody looking over the shoulder reads the values. */
  isSecret?: boolean;
  pairs: readonly Pair[];
  onChange: (pairs: readonly Pair[]) => void;
}

/** Names with their texts, one row each. */
export function PairsEditor(props: PairsEditorProps) {
  const { of, labels, placeholders, pairs, onChange } = props;
  const change = (key: string, given: Partial<Pair>) =>
    onChange(pairs.map((pair) => (pair.key === key ? { ...pair, ...given } : pair)));
  return (
    <fieldset className="mt-4 min-w-0 rounded-lg border border-line px-3 pb-3">
      <legend className="px-1 font-medium">{props.legend}</legend>
      <p className="text-xs text-muted">{props.note}</p>
      {pairs.map((pair, at) => (
        <div key={pair.key} className="mt-2 flex items-end gap-2">
          <TextField
            label={`${labels[0]} ${at + 1}`}
            placeholder={placeholders[0]}
            required
            pattern={props.pattern}
            title={props.patternWords}
            value={pair.name}
            onChange={(name) => change(pair.key, { name })}
            className="w-32 shrink-0 sm:w-44"
          />
          <TextField
            label={`${labels[1]} ${at + 1}`}
            placeholder={placeholders[1]}
            required
            type={props.isSecret === true ? "password" : "text"}
            autoComplete="off"
            maxLength={props.isSecret === true ? 2_000 : 500}
            value={pair.value}
            onChange={(value) => change(pair.key, { value })}
            className="min-w-0 flex-1"
          />
          <IconButton
            label={t("Remove {of} {at}", { of, at: at + 1 })}
            className="mb-1 shrink-0"
            onClick={() => onChange(pairs.filter(({ key }) => key !== pair.key))}
          >
            <CloseIcon />
          </IconButton>
        </div>
      ))}
      <Button className="mt-2" onClick={() => onChange([...pairs, newPair()])}>
        {t("Add a {of}", { of })}
      </Button>
    </fieldset>
  );
}
