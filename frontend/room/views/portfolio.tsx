/** The room of one's portfolios: what items say, their files, reflections. Nobody else holds its key. */
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { KeysRenewed, openOwnRoom, Tampered, type Vault } from "../core";
import { product, type PortfolioFacts } from "../facts/product";
import { valuesOf } from "../facts/values";
import { portfolioWords as own } from "../texts/portfolio";
import { usePlace } from "./address";
import { Failure } from "./app";
import { Blocked } from "./blocked";
import { useApp } from "./context";
import { Empty, LinkButton, Notice, Said, SectionNav, Title, Waiting } from "./parts";
import { ItemLine, PortfolioItem } from "./portfolio-item";
import { Reflections } from "./reflections";
import { useSource, type Source, type TextsView } from "./room-state";

export function Portfolio({ vault }: { vault: Vault }) {
  const { words } = useApp();
  const source = useMemo<Source<PortfolioFacts>>(() => ({
    key: "portfolio",
    load: product.portfolio,
    make: async () => {
      await vault.createOwnRoom("portfolio");
      return product.portfolio();
    },
    open: (room) => openOwnRoom(vault, room),
  }), [vault]);
  const opening = useSource(vault, source);
  switch (opening.state) {
    case "open":
      return <Inside vault={vault} view={{ ...opening.view, meetings: [], privacy: own.private }} />;
    case "failed":
      if (opening.error instanceof KeysRenewed) return <Lost />;
      return opening.error instanceof Tampered ? <Blocked error={opening.error} /> : <Failure error={opening.error} />;
    default:
      return <Waiting>{words.opening}</Waiting>;
  }
}

function Lost() {
  return (
    <>
      <Title>{own.title}</Title>
      <Empty drawing="key" title={own.lostTitle} action={<LinkButton href="/vault/" kind="primary" icon="key-round">{own.lostAction}</LinkButton>}><p>{own.lostText}</p></Empty>
    </>
  );
}

interface Props {
  readonly vault: Vault;
  readonly view: TextsView & { readonly facts: PortfolioFacts };
}

function Inside({ vault, view }: Props) {
  const { words } = useApp();
  const place = usePlace();
  const [said, setSaid] = useState("");
  const saidAt = useRef(0);
  const say = (sentence: string): void => {
    saidAt.current = Date.now();
    setSaid(sentence);
  };
  useEffect(() => { if (Date.now() - saidAt.current > 1000) setSaid(""); }, [place.join("/")]);
  const [section = "items", ...rest] = place;
  return (
    <>
      <Title lead={own.lead}>{own.title}</Title>
      <div role="status">{view.offline && <Notice tone="warning"><p>{words.room.offline}</p></Notice>}</div>
      {view.refusedDrafts > 0 && <Notice tone="warning"><p>{words.write.refusedDraft}</p></Notice>}
      <div class="with-aside with-aside--before room">
        <div class="stack sidebar"><SectionNav label={own.sections} current={section} links={[["items", "file-text", own.items], ["reflections", "pencil", own.reflections]]} onChoose={() => undefined} /></div>
        <div class="stack stack--loose content">
          <Said done={said} />
          {section === "reflections" ? <Reflections view={view} facts={view.facts} place={rest} onSaid={say} /> : <Items vault={vault} view={view} place={rest} onSaid={say} />}
        </div>
      </div>
    </>
  );
}

function Items({ vault, view, place, onSaid }: Props & { readonly place: readonly string[]; readonly onSaid: (sentence: string) => void }) {
  const [id, mode] = place;
  const item = view.facts.items.find((one) => one.id === id);
  if (item !== undefined) return <PortfolioItem vault={vault} view={view} item={item} mode={mode} onSaid={onSaid} />;
  return (
    <div class="stack stack--loose">
      <Title level={2} focus={false}>{own.items}</Title>
      {id !== undefined && <Notice tone="warning"><p>{own.gone}</p></Notice>}
      {view.facts.items.length === 0 && <Empty drawing="letter" title={own.none} action={<LinkButton href="/competences/" kind="primary" icon="arrow-left">{own.toPortfolio}</LinkButton>}><p>{own.noneText}</p></Empty>}
      <ul class="items">
        {view.facts.items.map((one) => {
          const found = view.workspace.get(one.id);
          const title = found?.state === "opened" ? valuesOf(found.head.content)["title"] : undefined;
          return (
            <li key={one.id} class="item">
              <h3 class="item__title"><a href={`#items/${one.id}`}>{title ?? own.unwritten}</a></h3>
              <p class="kicker">{one.kind}</p>
              <ItemLine item={one} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
