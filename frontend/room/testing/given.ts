/** For tests: what the two have written and agreed before a page is opened, by real vaults and as facts. */
import { newId, type JsonObject } from "../core/bytes";
import type { Vault } from "../core/vault";
import type { Entry, Workspace } from "../core/workspace";
import type { ActionFacts, GoalFacts, IntroductionFacts, MeetingFacts, TopicFacts } from "../facts/product";
import { entry, INES, MARC } from "./world";
import type { Site } from "./site";
import type { StoredObject } from "./hostile";

interface Where {
  readonly as?: string;
  readonly id?: string;
  readonly about?: string | null;
  readonly room?: string;
}

export class Given {
  constructor(private readonly site: Site) {}

  vault(person: string): Vault {
    return person === MARC ? this.site.world.marc : this.site.world.ines;
  }

  room(person: string = MARC, room = this.site.world.stored.id): Promise<Workspace> {
    return this.vault(person).openRoom(room);
  }

  /** Something written in a room; Marc's unless it is said whose. */
  async text(kind: string, content: JsonObject, { as = MARC, id = newId(), about = null, room }: Where = {}): Promise<string> {
    await (await this.room(as, room)).create(kind, content, { id, about });
    return id;
  }

  /** Many of a kind at once. */
  async texts(kind: string, contents: readonly JsonObject[], { as = MARC, room }: Where = {}): Promise<void> {
    const opened = await this.room(as, room);
    for (const content of contents) await opened.create(kind, content);
  }

  /** The next version of a text. */
  async revised(id: string, content: JsonObject, { as = MARC, room }: Where = {}): Promise<Entry> {
    const opened = await this.room(as, room);
    await opened.revise(entry(opened, id), content);
    return entry(opened, id);
  }

  async goal(title: string, facts: Partial<GoalFacts> = {}, where: Where = {}): Promise<GoalFacts> {
    const object = await this.text("goal", { title, text: `${title}, en détail`, due_on: facts.due_on ?? "" }, where);
    const goal = { id: newId(), object, state: "set" as const, due_on: null, ...facts };
    this.site.facts.pair.goals.push(goal);
    return goal;
  }

  async action(text: string, facts: Partial<ActionFacts> = {}): Promise<ActionFacts> {
    const object = await this.text("action", { text });
    const action: ActionFacts = { id: newId(), object, state: "open", owner: "mentee", due_on: null, goal: null, meeting: null, done: null, ...facts };
    this.site.facts.pair.actions.push(action);
    return action;
  }

  async introduction(title: string, state: IntroductionFacts["state"] = "offered", text = ""): Promise<IntroductionFacts> {
    const object = await this.text("introduction", { title, text });
    const one = { id: newId(), object, state, offered: "2026-03-01T09:00:00Z", answered: null, made: null, thanked: null };
    this.site.facts.pair.introductions.push(one);
    return one;
  }

  meeting(state: MeetingFacts["state"], starts_at: string, more: Partial<MeetingFacts> = {}): string {
    const id = newId();
    this.site.facts.pair.meetings.push({ id, state, contact_type: "video", starts_at, minutes: 60, ...more } as never);
    return id;
  }

  async topic(state: TopicFacts["state"], marked_by: string = MARC): Promise<TopicFacts> {
    const sealed = await this.vault(marked_by).sealRoom([marked_by === INES ? MARC : INES]);
    await this.site.world.database.file(sealed, marked_by, [INES, MARC], "private");
    const moment = "2026-03-01T09:00:00Z";
    const topic = { id: newId(), room: sealed.id, state, marked_by, marked: moment, consented: state === "marked" ? null : moment, withdrawn: state === "withdrawn" ? moment : null, destroyed: state === "destroyed" ? moment : null, read_until: null, unread: 0 };
    this.site.facts.pair.topics.push(topic);
    return topic;
  }

  /** Destroys what somebody has written, as they would themselves. */
  async destroyed(id: string, as: string = MARC): Promise<void> {
    await (await this.room(as)).destroy(id);
  }

  /** An object as the server keeps it, to be bent. */
  stored(id: string): StoredObject {
    const found = [...this.site.world.database.rooms.values()].flatMap(({ objects }) => objects).find((one) => one.id === id);
    if (found === undefined) throw new Error(`no object ${id}`);
    return found;
  }

  /** The server hands out something else in a text's place. */
  forge(id: string): void {
    const last = this.stored(id).revisions.at(-1);
    if (last) last.sha256 = "00".repeat(32);
  }
}
