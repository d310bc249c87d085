import type { ToolkitDetail, ToolkitEvent } from "c/toolkitEvents";
import { EVENT_LABELS } from "./eventLabels";

export interface Line {
  readonly key: string;
  readonly label: string;
  /** Who it is about: a number or a name. */
  readonly about: string;
  readonly at: number;
}
export interface Utterance {
  readonly key: string;
  readonly role: string;
  readonly text: string;
  readonly at: number;
}
export type Channel = "inputChannelStats" | "outputChannelStats";
export type Measured = Pick<
  ToolkitDetail,
  "packetsLost" | "packetsCount" | "jitterBufferMillis" | "roundTripTimeMillis"
>;

/** What a call page has heard of its call. Newest last; the oldest go first when there are too many. */
export interface Activity {
  readonly lines: readonly Line[];
  readonly utterances: readonly Utterance[];
  readonly quality: Readonly<Partial<Record<Channel, Measured>>>;
}

export const NOTHING: Activity = { lines: [], utterances: [], quality: {} };
/** A call of hours must not fill the page. */
export const LONGEST = 200;
/** Happen once for a call: the record and the event may both tell them. */
const ONCE: readonly ToolkitEvent[] = ["callstarted", "callconnected", "callended"];
/** Of their participant; an org may name the customer in others too, such as when the agent mutes themselves. */
const ABOUT_PARTICIPANT: readonly ToolkitEvent[] = [
  "callstarted",
  "callconnected",
  "hold",
  "resume",
  "participantadded",
  "participantremoved",
];
const CHANNELS: readonly string[] = ["inputChannelStats", "outputChannelStats"] satisfies Channel[];

/** After an event of this call. `at`: epoch milliseconds of hearing it, for events bring no time of their own. */
export function after(activity: Activity, name: ToolkitEvent, detail: ToolkitDetail, at: number): Activity {
  if (name === "transcript") return said(activity, detail, at);
  if (name === "audiostats") return measured(activity, detail);
  const label = EVENT_LABELS[name];
  if (label === undefined) return activity;
  return add(activity, name, { label, about: whomItIsAbout(name, detail), at });
}

function whomItIsAbout(name: ToolkitEvent, { participant, sender }: ToolkitDetail): string {
  return (ABOUT_PARTICIPANT.includes(name) ? participant : sender?.displayName) ?? "";
}

/** What the record tells of a call that began before the page was opened. Times are ISO 8601, or nothing. */
export function read(activity: Activity, times: Readonly<Partial<Record<ToolkitEvent, unknown>>>): Activity {
  const known = Object.entries(times).filter(([, time]) => typeof time === "string") as [ToolkitEvent, string][];
  return known.reduce(
    (now, [name, time]) => add(now, name, { label: EVENT_LABELS[name] ?? "", about: "", at: Date.parse(time) }),
    activity,
  );
}

function add(activity: Activity, name: ToolkitEvent, line: Omit<Line, "key">): Activity {
  const key = ONCE.includes(name) ? name : `${name}-${line.at}-${activity.lines.length}`;
  if (activity.lines.some((one) => one.key === key)) return activity;
  const lines = [...activity.lines, { ...line, key }].sort((one, other) => one.at - other.at).slice(-LONGEST);
  return { ...activity, lines };
}

/** An utterance without words tells nothing; one with a known id was told before. */
function said(activity: Activity, { id, content, sender, clientSentTimestamp }: ToolkitDetail, at: number): Activity {
  const text = content?.text ?? "";
  const key = id ?? `${at}-${activity.utterances.length}`;
  if (text === "" || activity.utterances.some((one) => one.key === key)) return activity;
  const utterance = { key, role: sender?.role ?? "", text, at: clientSentTimestamp ?? at };
  const utterances = [...activity.utterances, utterance].sort((one, other) => one.at - other.at).slice(-LONGEST);
  return { ...activity, utterances };
}

/** The last measurement of each direction counts. */
function measured(activity: Activity, detail: ToolkitDetail): Activity {
  if (!CHANNELS.includes(detail.stats ?? "")) return activity;
  return { ...activity, quality: { ...activity.quality, [detail.stats as Channel]: detail } };
}
