import type { ModifierGroup } from "../api.ts";
import { t } from "../lib/text.ts";
import { CheckField } from "../ui/check-field.tsx";

interface GroupsFieldProps {
  groups: readonly ModifierGroup[];
  chosen: readonly string[];
  onChange: (chosen: readonly string[]) => void;
}

/** Which groups of choices go with an item. They are said in the order in which they were ticked. */
export function GroupsField({ groups, chosen, onChange }: GroupsFieldProps) {
  if (groups.length === 0) return null;
  return (
    <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
      <legend className="mb-1 font-medium">{t("Choices that go with it")}</legend>
      {groups.map(({ id, name }) => (
        <CheckField
          key={id}
          label={name}
          isChecked={chosen.includes(id)}
          onChange={(isChecked) =>
            onChange(isChecked ? [...chosen, id] : chosen.filter((one) => one !== id))
          }
        />
      ))}
    </fieldset>
  );
}
