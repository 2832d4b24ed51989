/** A mentor's sheets: what to have in mind before a meeting, what to keep of it after. */
import { SHEETS, type SheetKind } from "../facts/sheets";
import { journalWords } from "../texts/journal";
import { BlockedItem } from "./blocked";
import { useApp } from "./context";
import { Drafts } from "./notes";
import { Empty, LinkButton, Title } from "./parts";
import type { MeetingFacts } from "../facts/product";
import { entriesOf, type TextsView } from "./room-state";

export function Sheets({ view }: { view: TextsView }) {
  const own = journalWords;
  const upcoming = view.meetings.filter(({ state }) => state === "planned").reverse();
  const past = view.meetings.filter(({ state }) => state === "held");
  const refused = view.items.flatMap((item) => (item.state === "refused" && SHEETS.includes(item.kind) ? [item] : []));
  return (
    <div class="stack stack--loose">
      <Title level={2} focus={false} lead={own.sheetsLead}>{own.sheets}</Title>
      <Drafts view={view} kinds={SHEETS} />
      {upcoming.length + past.length === 0 && <Empty drawing="path" title={own.noMeetings}><p>{own.noMeetingsText}</p></Empty>}
      <Meetings view={view} title={own.upcoming} meetings={upcoming} kinds={["preparation"]} />
      <Meetings view={view} title={own.past} meetings={past} kinds={["follow_up", "preparation"]} />
      {refused.map((item) => <BlockedItem key={item.id} error={item.reason} />)}
    </div>
  );
}

interface MeetingsProps {
  readonly view: TextsView;
  readonly title: string;
  readonly meetings: readonly MeetingFacts[];
  /** The first may be begun here, the others are shown where they exist. */
  readonly kinds: readonly SheetKind[];
}

function Meetings({ view, title, meetings, kinds }: MeetingsProps) {
  const { when } = useApp();
  const own = journalWords;
  const written = new Set(entriesOf(view, ...kinds).map(({ kind, about }) => `${kind}/${about}`));
  const label = { preparation: [own.prepare, own.seePreparation], follow_up: [own.follow, own.seeFollowUp] } as const;
  if (meetings.length === 0) return null;
  return (
    <section class="card card--quiet">
      <h3 class="card__title">{title}</h3>
      <ul class="due">
        {meetings.map(({ id, with: name, starts_at }) => (
          <li key={id} class="row row--between">
            <span>{own.meetingWith(name ?? "", when.day(starts_at))}</span>
            <span class="actions">
              {kinds.map((kind, i) => {
                const there = written.has(`${kind}/${id}`);
                return (there || i === 0) && <LinkButton key={kind} href={`#${kind}/${id}`} small icon={there ? "file-text" : "pencil"} {...(i > 0 ? { kind: "plain" as const } : {})}>{label[kind][there ? 1 : 0]}</LinkButton>;
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
