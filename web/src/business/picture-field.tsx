import { useEffect, useState } from "react";
import { t } from "../lib/text.ts";
import { Button } from "../ui/button.tsx";
import { FileField } from "../ui/file-field.tsx";

const bytesMax = 5 * 1024 * 1024;

/** A picture that is to be: another file, none, or what there is. */
export type PictureChange = File | "none" | null;

interface PictureFieldProps {
  /** Where the picture is that there is. */
  url: string | null;
  change: PictureChange;
  fault: string | undefined;
  onChange: (change: PictureChange) => void;
}

/** Why a file cannot be a picture, as far as it can be told before it is sent. */
export const pictureFault = (change: PictureChange) =>
  change instanceof File && change.size > bytesMax ? t("A picture has at most 5 MB.") : undefined;

/** The picture of an item: looked at, exchanged or taken away. */
export function PictureField({ url, change, fault, onChange }: PictureFieldProps) {
  const chosen = useObjectUrl(change);
  const shown = change === null ? url : chosen;
  return (
    <div className="flex flex-wrap items-end gap-3">
      {shown !== null && (
        <img src={shown} alt="" className="size-20 rounded-md border border-line object-cover" />
      )}
      <FileField
        label={t("Picture")}
        accept="image/jpeg,image/png,image/webp"
        fault={fault}
        onChange={onChange}
        className="min-w-0 flex-1"
      />
      {url !== null && change === null && (
        <Button onClick={() => onChange("none")}>{t("Take the picture away")}</Button>
      )}
      {change === "none" && <Button onClick={() => onChange(null)}>{t("Keep the picture")}</Button>}
    </div>
  );
}

/** A chosen file as something that can be shown, for as long as it is. */
function useObjectUrl(change: PictureChange): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!(change instanceof File)) return setUrl(null);
    const made = URL.createObjectURL(change);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [change]);
  return url;
}
