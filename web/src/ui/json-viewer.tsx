import { useState } from "react";
import { t } from "../lib/text.ts";
import { ChevronIcon } from "./icons.tsx";

const stepCount = 100;

interface JsonViewerProps {
  value: unknown;
  /** How many levels are open at first. */
  openDepth?: number;
}

/** JSON with collapsible levels. Closed levels are not in the page, so a large message costs nothing. */
export function JsonViewer({ value, openDepth = 2 }: JsonViewerProps) {
  return (
    <div className="font-mono text-xs leading-5 break-words">
      <JsonNode value={value} name={null} depth={0} openDepth={openDepth} />
    </div>
  );
}

interface JsonNodeProps {
  value: unknown;
  name: string | null;
  depth: number;
  openDepth: number;
}

function JsonNode({ value, name, depth, openDepth }: JsonNodeProps) {
  if (typeof value !== "object" || value === null) {
    return (
      <div className="pl-4">
        <JsonName name={name} />
        <JsonScalar value={value} />
      </div>
    );
  }
  return <JsonBranch value={value} name={name} depth={depth} openDepth={openDepth} />;
}

function JsonBranch({ value, name, depth, openDepth }: JsonNodeProps & { value: object }) {
  const [isOpen, setOpen] = useState(depth < openDepth);
  const [shown, setShown] = useState(stepCount);
  const isArray = Array.isArray(value);
  const entries = Object.entries(value);
  const [left, right] = isArray ? ["[", "]"] : ["{", "}"];
  if (entries.length === 0) {
    return (
      <div className="pl-4">
        <JsonName name={name} />
        <span className="text-faint">
          {left}
          {right}
        </span>
      </div>
    );
  }
  return (
    <div>
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
        className="flex w-full items-start rounded text-left hover:bg-hover"
      >
        <ChevronIcon
          className={`mt-1 mr-1 size-3 text-faint transition-transform ${isOpen ? "rotate-90" : ""}`}
        />
        <span className="min-w-0">
          <JsonName name={name} />
          <span className="text-faint">
            {isOpen
              ? left
              : `${left} ${
                  isArray
                    ? t("{count, plural, one {# item} other {# items}}", { count: entries.length })
                    : t("{count, plural, one {# member} other {# members}}", {
                        count: entries.length,
                      })
                } ${right}`}
          </span>
        </span>
      </button>
      {isOpen && (
        <>
          <div className="ml-1.5 border-l border-line pl-2">
            {entries.slice(0, shown).map(([key, member]) => (
              <JsonNode
                key={key}
                value={member}
                name={isArray ? null : key}
                depth={depth + 1}
                openDepth={openDepth}
              />
            ))}
            {entries.length > shown && (
              <button
                type="button"
                onClick={() => setShown(shown + stepCount * 5)}
                className="pl-4 text-accent hover:underline"
              >
                {t("{entries} more", { entries: entries.length - shown })}
              </button>
            )}
          </div>
          <div className="pl-4 text-faint">{right}</div>
        </>
      )}
    </div>
  );
}

function JsonName({ name }: { name: string | null }) {
  if (name === null) return null;
  return (
    <>
      <span className="text-accent">{name}</span>
      <span className="text-faint">: </span>
    </>
  );
}

function JsonScalar({ value }: { value: unknown }) {
  if (typeof value === "string") {
    return <span className="whitespace-pre-wrap text-good-text">{JSON.stringify(value)}</span>;
  }
  if (typeof value === "number") return <span className="text-warn-text">{String(value)}</span>;
  return <span className="text-bad-text">{String(value)}</span>;
}
