import { t } from "../lib/text.ts";
import { ArrowUpIcon } from "../ui/icons.tsx";

export function NewCallsPill({ count, onShow }: { count: number; onShow: () => void }) {
  if (count === 0) return null;
  return (
    <div className="pointer-events-none fixed inset-x-0 top-24 xl:top-34 z-20 flex justify-center">
      <button
        type="button"
        onClick={onShow}
        className="pointer-events-auto inline-flex h-8 motion-safe:animate-rise items-center gap-1.5 rounded-full bg-accent px-3.5 text-xs font-medium text-on-accent shadow-lg hover:opacity-90"
      >
        <ArrowUpIcon className="size-3.5" />
        {t("{count, plural, one {# new call} other {# new calls}}", { count })}
      </button>
    </div>
  );
}
