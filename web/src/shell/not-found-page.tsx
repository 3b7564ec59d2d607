import { Link } from "@tanstack/react-router";
import { useTitle } from "../lib/title.ts";
import { buttonClass } from "../ui/button.tsx";
import { EmptyState } from "../ui/empty-state.tsx";

export function NotFoundPage() {
  useTitle("Not found");
  return (
    <EmptyState title="There is no such page">
      <p>The address may be mistyped, or the page has moved.</p>
      <Link to="/" className={`mt-4 ${buttonClass()}`}>
        Go to the calls
      </Link>
    </EmptyState>
  );
}
