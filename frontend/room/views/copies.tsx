/** Texts shown to one reader: what I have shown, and what was shown to me. */
import { useState } from "preact/hooks";
import { ApiError, KeysRenewed, openCopy, Tampered, type OpenedCopy, type Vault, fromBase64url } from "../core";
import { isOpen, openShelf, shelves } from "../facts/everything";
import { addressIn } from "../facts/finding";
import { copyWords } from "../texts/copies";
import { useLoaded } from "./app";
import { Blocked } from "./blocked";
import { useApp, type App } from "./context";
import { inWords } from "./failures";
import { Crumbs } from "./frame";
import { titleOf } from "../facts/items";
import { Badge, Button, Empty, LinkButton, Notice, Prose, Said, Title, Waiting } from "./parts";
import { product, type CopyFacts } from "../facts/product";
import { Icon } from "./shapes";
import { valuesOf } from "../facts/values";

/** The way in, among the cards of the vault page. */
export function CopiesCard() {
  const own = copyWords;
  return (
    <section class="card card--quiet">
      <h2 class="card__title">{own.cardTitle}</h2>
      <p>{own.cardText}</p>
      <div class="actions">
        <LinkButton href="#copies" small icon="send">{own.mine}</LinkButton>
        <LinkButton href="#shown" small icon="inbox">{own.theirs}</LinkButton>
      </div>
    </section>
  );
}

/** What I have shown. */
export function Released({ vault }: { vault: Vault }) {
  const app = useApp();
  const { words } = app;
  const own = copyWords;
  const { value: copies, error, again } = useLoaded(product.copiesReleased, "released");
  const { value: originals } = useLoaded(() => originalsOf(vault, copies ?? [], app), `${copies?.length}`);
  const [done, setDone] = useState("");
  const takenBack = async (): Promise<void> => {
    await again();
    setDone(own.takenBack);
  };
  return (
    <div class="stack stack--loose">
      <Head title={own.mine} lead={own.mineLead} />
      <Said done={done} error={error === null ? "" : inWords(error, words)} />
      {copies === null && error === null && <Waiting>{words.loading}</Waiting>}
      {copies?.length === 0 && <Empty drawing="letter" title={own.mineEmpty}><p>{own.mineEmptyText}</p></Empty>}
      <ul class="items">
        {copies?.map((copy) => <li key={copy.id} class="item"><Mine copy={copy} original={originals?.get(copy.source.object)} onTakenBack={takenBack} /></li>)}
      </ul>
    </div>
  );
}

function Head({ title, lead }: { title: string; lead: string }) {
  const own = copyWords;
  return (
    <>
      <Crumbs trail={[{ label: own.toVault, href: "#keys" }, { label: title }]} />
      <Title lead={lead}>{title}</Title>
    </>
  );
}

interface Original {
  readonly title: string;
  readonly address: string;
}

/** The server knows no titles: the rooms that still open tell them, each as the room of those it is said to be of. */
async function originalsOf(vault: Vault, copies: readonly CopyFacts[], { words, when }: App): Promise<ReadonlyMap<string, Original>> {
  const originals = new Map<string, Original>();
  if (copies.length === 0) return originals;
  const shown = new Set(copies.map((copy) => copy.source.room));
  for (const shelf of await shelves(vault, product)) {
    if (!shown.has(shelf.summary.id)) continue;
    const opened = await openShelf(vault, shelf);
    if (!isOpen(opened)) continue; // the room itself says what is wrong with it
    for (const item of opened.workspace.items) {
      if (item.state === "opened") originals.set(item.id, { title: titleOf({ meetings: [] }, item, words, when), address: addressIn(shelf, item) });
    }
  }
  return originals;
}

function Mine({ copy, original, onTakenBack }: { copy: CopyFacts; original: Original | undefined; onTakenBack: () => Promise<void> }) {
  const { words, when } = useApp();
  const own = copyWords;
  const [sure, setSure] = useState(false);
  const [error, setError] = useState("");
  const title = original?.title ?? "";
  const kind = own.of(own.kind(copy.source.kind), copy.source.revision);
  const takeBack = async (): Promise<void> => {
    try {
      await product.revokeCopy(copy.id);
      await onTakenBack();
    } catch (reason) {
      setError(inWords(reason, words));
    }
  };
  return (
    <div class="stack stack--tight">
      <div class="row row--between">
        <h2 class="item__title"><Icon name="file-text" />{title || kind}</h2>
        <Standing copy={copy} />
      </div>
      <p>{own.to(copy.reader.name)}</p>
      <p class="muted small">{[...(title ? [kind] : []), own.released(when.moment(copy.released)), ...(copy.revoked !== null && copy.opened !== null ? [own.opened(when.moment(copy.opened))] : [])].join(" · ")}</p>
      <div class="actions">
        {copy.revoked === null && !sure && <Button small icon="undo" onClick={() => { setSure(true); }}>{own.takeBack}</Button>}
        {original && <LinkButton href={original.address} small kind="plain">{own.original}</LinkButton>}
      </div>
      {copy.revoked === null && sure && (
        <Notice tone="warning" alert>
          <p>{own.takeBackText(copy.opened !== null)}</p>
          <div class="actions">
            <Button small kind="danger" icon="undo" onClick={() => void takeBack()}>{own.takeBackSure}</Button>
            <Button small kind="plain" onClick={() => { setSure(false); }}>{words.cancel}</Button>
          </div>
        </Notice>
      )}
      <Said error={error} />
    </div>
  );
}

function Standing({ copy }: { copy: CopyFacts }) {
  const { when } = useApp();
  const own = copyWords;
  if (copy.revoked !== null) return <Badge tone="ended">{own.revoked(when.moment(copy.revoked))}</Badge>;
  if (copy.opened !== null) return <Badge tone="done">{own.opened(when.moment(copy.opened))}</Badge>;
  return <Badge tone="waiting">{own.notOpened}</Badge>;
}

/** What was shown to me. */
export function Received({ vault }: { vault: Vault }) {
  const { words } = useApp();
  const own = copyWords;
  const { value: copies, error, again } = useLoaded(product.copiesReceived, "received");
  return (
    <div class="stack stack--loose">
      <Head title={own.theirs} lead={own.theirsLead} />
      <Said error={error === null ? "" : inWords(error, words)} />
      {copies === null && error === null && <Waiting>{words.loading}</Waiting>}
      {copies?.length === 0 && <Empty drawing="letter" title={own.theirsEmpty}><p>{own.theirsEmptyText}</p></Empty>}
      {copies?.map((copy) => <Theirs key={copy.id} vault={vault} copy={copy} again={again} />)}
    </div>
  );
}

function Theirs({ vault, copy, again }: { vault: Vault; copy: CopyFacts; again: () => Promise<void> }) {
  const { when } = useApp();
  const own = copyWords;
  const { name, person } = copy.owner;
  const [shown, setShown] = useState<OpenedCopy | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const open = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    try {
      const { file } = await product.openCopy(copy.id);
      setShown(await openCopy(vault.self, await vault.chainOf(person), copy.id, copy.source, fromBase64url(file)));
    } catch (reason) {
      setProblem(reason);
    }
    setBusy(false);
    await again();
  };
  const readable = copy.revoked === null;
  return (
    <section class="card stack">
      <div class="row row--between">
        <h2 class="card__title">{own.of(own.kind(copy.source.kind), copy.source.revision)}</h2>
        <Standing copy={copy} />
      </div>
      <p class="muted small">{own.from(name)} · {own.released(when.moment(copy.released))}</p>
      {!readable && <Notice><p>{own.gone(name)}</p></Notice>}
      {readable && shown === null && copy.opened === null && <p class="small">{own.willBeSeen(name)}</p>}
      {readable && <Problem error={problem} vault={vault} copy={copy} />}
      {readable && shown !== null && <Text copy={shown} name={name} />}
      {readable && (
        <div class="actions">
          {shown === null && <Button kind={copy.opened === null ? "primary" : undefined} icon="lock-open" busy={busy} onClick={() => void open()}>{copy.opened === null ? own.read : own.readAgain}</Button>}
          {shown !== null && <Button small onClick={() => { setShown(null); }}>{own.close}</Button>}
        </div>
      )}
    </section>
  );
}

function Problem({ error, vault, copy }: { error: unknown; vault: Vault; copy: CopyFacts }) {
  const { words } = useApp();
  const own = copyWords;
  if (error === null) return null;
  if (error instanceof Tampered) return <Blocked error={error} vault={vault} person={copy.owner} level={2} />;
  if (error instanceof KeysRenewed) return <Notice tone="warning" alert><p>{own.oldKeys(copy.owner.name)}</p></Notice>;
  const gone = error instanceof ApiError && error.status === 404;
  return <Notice tone="error" alert><p>{gone ? own.gone(copy.owner.name) : inWords(error, words)}</p></Notice>;
}

function Text({ copy, name }: { copy: OpenedCopy; name: string }) {
  const { when } = useApp();
  const own = copyWords;
  const { title = "", ...rest } = valuesOf(copy.content);
  return (
    <article class="stack">
      {copy.note.trim() !== "" && <Notice title={own.word(name)}><Prose>{copy.note}</Prose></Notice>}
      {title.trim() !== "" && <h3>{title}</h3>}
      {Object.entries(rest).map(([key, value]) => <Prose key={key}>{value}</Prose>)}
      <p class="small"><Icon name="shield-check" /> {own.signed(name, when.moment(copy.at))}</p>
      <p class="muted small">{own.discretion}</p>
    </article>
  );
}
