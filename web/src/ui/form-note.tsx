/** What went wrong with a form, read out when it appears. It keeps its place, so that nothing moves. */
export function FormNote({ children }: { children: string }) {
  return (
    <p aria-live="polite" className="mt-2 min-h-5 text-bad-text">
      {children}
    </p>
  );
}
