import { Link } from "@tanstack/react-router";
import { ProviderBadge } from "../ui/provider-badge.tsx";
import { providerSteps } from "./provider-steps.ts";

/** Every provider that can be connected here. */
export function ChooseProvider({ chosen }: { chosen: string | undefined }) {
  return (
    <ul className="grid grid-cols-2 gap-2 sm:grid-cols-4">
      {Object.keys(providerSteps).map((provider) => (
        <li key={provider}>
          <Link
            to="/start"
            search={{ provider }}
            replace
            resetScroll={false}
            aria-current={provider === chosen ? "step" : undefined}
            className="flex h-11 items-center rounded-lg border border-strong-line bg-surface px-3 font-medium hover:bg-hover aria-[current=step]:border-accent aria-[current=step]:bg-accent-soft"
          >
            <ProviderBadge provider={provider} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
