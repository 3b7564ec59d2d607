import { useEffect, useMemo, useRef, useState } from "react";
import type { Call, TimelineLine, Turn } from "../api.ts";
import { isLive } from "../lib/call-state.ts";
import { formatClock, formatMs } from "../lib/format.ts";
import { useSlowNow } from "../lib/now.ts";
import { t } from "../lib/text.ts";
import {
  type AxisMark,
  type AxisModel,
  type AxisSpan,
  axisTicks,
  createAxis,
} from "./axis-model.ts";
import { turnElementId } from "./turn-view.tsx";

const gutterPx = 76;
const endPx = 8;
const lanes = [
  ["agent", t("agent")],
  ["caller", t("caller")],
  ["tools", t("tools")],
  ["events", t("events")],
] as const;
const laneTops = { agent: 8, caller: 30, tools: 52, events: 74 };
const barPx = 14;
const floorPx = 98;
const heightPx = 116;

interface TimeAxisProps {
  call: Call;
  turns: Turn[];
  lines: TimelineLine[];
}

/** Who spoke when, which tools ran, what was reported: the call at one glance. */
export function TimeAxis({ call, turns, lines }: TimeAxisProps) {
  const slowNow = useSlowNow();
  const now = isLive(call) ? slowNow : 0;
  const axis = useMemo(() => createAxis(call, turns, lines, now), [call, turns, lines, now]);
  const { ref, widthPx } = useWidth();
  if (!axis) return null;
  return (
    <figure ref={ref} className="mt-3 mb-2 h-[116px] rounded-lg border border-line bg-surface">
      <figcaption className="sr-only">
        {t(
          "Time axis of the call: speech of agent and caller, tool calls and events. The transcript and the Timeline tab say the same in words.",
        )}
      </figcaption>
      {widthPx > 0 && <AxisDrawing axis={axis} widthPx={widthPx} />}
    </figure>
  );
}

function AxisDrawing({ axis, widthPx }: { axis: AxisModel; widthPx: number }) {
  const room = widthPx - gutterPx - endPx;
  const x = (ms: number) => gutterPx + (ms / axis.lengthMs) * room;
  return (
    <svg width={widthPx} height={heightPx} aria-hidden="true" className="block text-[11px]">
      {axisTicks(axis.lengthMs, room).map((ms) => (
        <g key={ms}>
          <line x1={x(ms)} x2={x(ms)} y1={4} y2={floorPx} className="stroke-line" />
          <text
            x={x(ms)}
            y={heightPx - 6}
            textAnchor={x(ms) > widthPx - 24 ? "end" : "middle"}
            className="fill-faint"
          >
            {formatClock(ms)}
          </text>
        </g>
      ))}
      {lanes.map(([lane, label]) => (
        <text key={lane} x={10} y={laneTops[lane] + 11} className="fill-muted capitalize">
          {label}
        </text>
      ))}
      <Lane spans={axis.agent} top={laneTops.agent} x={x} fill="fill-accent" />
      <Lane spans={axis.caller} top={laneTops.caller} x={x} fill="fill-faint" />
      <Lane spans={axis.tools} top={laneTops.tools} x={x} fill="fill-warn" />
      {axis.events.map((mark) => (
        <Marker key={mark.key} mark={mark} x={x} />
      ))}
    </svg>
  );
}

type Scale = (ms: number) => number;

interface LaneProps {
  spans: AxisSpan[];
  top: number;
  x: Scale;
  fill: string;
}

function Lane({ spans, top, x, fill }: LaneProps) {
  return spans.map((span) => {
    const { seq } = span;
    const jump = seq === undefined ? undefined : () => jumpToTurn(seq);
    return (
      // biome-ignore lint/a11y/noStaticElementInteractions: the drawing is hidden from assistive technology; the transcript is the same in words
      <rect
        key={span.key}
        x={x(span.startMs)}
        y={top}
        width={Math.max(3, x(span.endMs) - x(span.startMs) - 1)}
        height={barPx}
        rx={2}
        onClick={jump}
        className={`${span.isFailed ? "fill-bad" : fill} hover:opacity-70 ${jump ? "cursor-pointer" : ""}`}
      >
        <title>{describe(span)}</title>
      </rect>
    );
  });
}

function Marker({ mark, x }: { mark: AxisMark; x: Scale }) {
  const at = x(mark.atMs);
  const middle = laneTops.events + barPx / 2;
  return (
    <path
      d={`M${at} ${middle - 5}l5 5l-5 5l-5 -5z`}
      className="fill-surface stroke-muted hover:fill-accent"
      strokeWidth="1.5"
    >
      <title>{`${formatClock(mark.atMs)}  ${mark.label}`}</title>
    </path>
  );
}

function describe(span: AxisSpan): string {
  const text = span.label.length > 140 ? `${span.label.slice(0, 140)}…` : span.label;
  return `${formatClock(span.startMs)} (${formatMs(span.endMs - span.startMs)})  ${text}`;
}

function jumpToTurn(seq: number): void {
  const turn = document.getElementById(turnElementId(seq));
  turn?.scrollIntoView({ block: "center" });
  turn?.focus({ preventScroll: true });
}

/** The drawing is in pixels, so that its text keeps its size; the width is measured. */
function useWidth() {
  const ref = useRef<HTMLElement>(null);
  const [widthPx, setWidthPx] = useState(0);
  useEffect(() => {
    const element = ref.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidthPx(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { ref, widthPx };
}
