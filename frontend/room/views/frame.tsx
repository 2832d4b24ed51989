/** The frame around every view: the product's header and footer, and the lock. */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { csrfToken } from "../core";
import type { FrameFacts, FrameItem } from "../facts/product";
import type { Words } from "../texts";
import { useApp } from "./context";
import { Avatar, Button } from "./parts";
import { Icon, isIcon, LogoMark } from "./shapes";

/** Around a page of which the server has not said what stands there: the way out, and to one's keys. */
export function bareFrame({ frame }: Words): FrameFacts {
  return {
    navigation: [{ label: frame.home, url: "/", icon: "house" }],
    account: [{ label: frame.account, url: "/account/settings/", icon: "settings" }, { label: frame.vault, url: "/vault/", icon: "key-round" }],
    footer: [{ label: frame.confidentiality, url: "/confidentiality/" }, { label: frame.accessibility, url: "/accessibility/" }],
    unseen: 0,
    tint: 0,
  };
}

export function Frame({ unlocked, facts, children }: { unlocked: boolean; facts: FrameFacts; children: ComponentChildren }) {
  const { words } = useApp();
  return (
    <>
      <a class="skip" href="#main" onClick={toContent}>{words.frame.skip}</a>
      <Header unlocked={unlocked} facts={facts} />
      <main id="main" class="page" tabIndex={-1}>
        <div class="wrap">{children}</div>
      </main>
      <Footer links={facts.footer} />
    </>
  );
}

/** The address after # belongs to the views: jump without it. */
function toContent(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function Header({ unlocked, facts }: { unlocked: boolean; facts: FrameFacts }) {
  const { words, me, lock } = useApp();
  return (
    <header class="site-head">
      <div class="wrap">
        <a class="logo" href="/"><LogoMark /><span>Ithaca</span></a>
        <nav class="nav" aria-label={words.frame.navigation}>
          <ul>{onThisSite(facts.navigation).map((item) => <li key={item.url}><Place item={item} /></li>)}</ul>
        </nav>
        <div class="tools">
          {unlocked && <a class="button button--small button--plain" href="/vault/search/" title={words.manage.search} aria-label={words.manage.search}><Icon name="search" /></a>}
          {unlocked && <Button small icon="lock" onClick={() => void lock()}><span class="tools__label">{words.frame.lock}</span></Button>}
          {me.name !== "" && <Bell unseen={facts.unseen} />}
          <Languages />
          {me.name !== "" && <Account items={facts.account} tint={facts.tint} />}
        </div>
      </div>
    </header>
  );
}

/** The server says where the frame leads: to no other site. */
function onThisSite(items: readonly FrameItem[]): readonly FrameItem[] {
  return items.filter(({ url }) => /^\/(?![/\\])/u.test(url));
}

function Place({ item: { label, url, icon = "", current = false, badge = 0 }, css }: { item: FrameItem; css?: string }) {
  return (
    <a class={css} href={url} aria-current={current ? "page" : undefined}>
      {isIcon(icon) && <Icon name={icon} />}
      <span>{label}</span>
      {badge > 0 && <span class="count"><span class="visually-hidden">, </span>{badge}</span>}
    </a>
  );
}

function Bell({ unseen }: { unseen: number }) {
  const { words } = useApp();
  return (
    <a class="bell" href="/notifications/">
      <Icon name="bell" />
      <span class="visually-hidden">{words.frame.notices}</span>
      {unseen > 0 && <span class="count">{unseen > 99 ? "99+" : unseen}<span class="visually-hidden"> {words.frame.unseen(unseen)}</span></span>}
    </a>
  );
}

const LANGUAGES = { fr: "Français", en: "English" };

function Languages() {
  const { words } = useApp();
  return (
    <Menu summary={<><Icon name="globe" /><span class="visually-hidden">{words.frame.language}</span><span>{words.language.toUpperCase()}</span></>}>
      <form method="post" action="/language/">
        <input type="hidden" name="csrfmiddlewaretoken" value={csrfToken()} />
        <input type="hidden" name="next" value={location.pathname + location.search} />
        {Object.entries(LANGUAGES).map(([code, name]) => (
          <button key={code} class="menu__item" type="submit" name="language" value={code} lang={code} aria-pressed={code === words.language}>{name}{code === words.language && <Icon name="check" />}</button>
        ))}
      </form>
    </Menu>
  );
}

function Account({ items, tint }: { items: readonly FrameItem[]; tint: number }) {
  const { words, me } = useApp();
  return (
    <Menu summary={<><Avatar name={me.name} look={`avatar--small avatar--${tint}`} /><span class="visually-hidden">{words.frame.account}</span><span class="menu__name">{me.name}</span></>}>
      {onThisSite(items).map((item) => <Place key={item.url} item={item} css="menu__item" />)}
      <form method="post" action="/account/sign-out/">
        <input type="hidden" name="csrfmiddlewaretoken" value={csrfToken()} />
        <button class="menu__item" type="submit"><Icon name="log-out" />{words.frame.signOut}</button>
      </form>
    </Menu>
  );
}

/** Closes on Escape and when the focus leaves it, as the product's other menus do. */
function Menu({ summary, children }: { summary: ComponentChildren; children: ComponentChildren }) {
  const box = useRef<HTMLDetailsElement>(null);
  const close = (): void => { if (box.current) box.current.open = false; };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Escape" || !box.current?.open) return;
    close();
    box.current.querySelector("summary")?.focus();
  };
  const onFocusOut = (event: FocusEvent): void => {
    if (event.relatedTarget instanceof Node && !box.current?.contains(event.relatedTarget)) close();
  };
  return (
    <details ref={box} class="menu" onKeyDown={onKeyDown} onFocusOut={onFocusOut}>
      <summary>{summary}<Icon name="chevron-down" /></summary>
      <div class="menu__panel">{children}</div>
    </details>
  );
}

const WAVES = "M0 36V20c50-14 100-14 150 0s100 14 150 0 100-14 150 0 100 14 150 0 100-14 150 0 100 14 150 0 100-14 150 0 100 14 150 0V36z";

function Footer({ links }: { links: readonly FrameItem[] }) {
  const { words } = useApp();
  return (
    <footer class="site-foot">
      <svg class="site-foot__waves" viewBox="0 0 1200 36" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path fill="currentColor" d={WAVES} /></svg>
      <div class="wrap">
        <p>{words.frame.promise}</p>
        <nav aria-label={words.frame.about}>
          <ul>{onThisSite(links).map(({ label, url }) => <li key={url}><a href={url}>{label}</a></li>)}</ul>
        </nav>
      </div>
    </footer>
  );
}

export interface Crumb {
  readonly label: string;
  readonly href?: string;
}

export function Crumbs({ trail }: { trail: readonly Crumb[] }) {
  const { words } = useApp();
  return (
    <nav class="crumbs" aria-label={words.frame.here}>
      <ol>
        {trail.map(({ label, href }) => (
          <li key={label}>{href === undefined ? <span aria-current="page">{label}</span> : <a href={href}>{label}</a>}</li>
        ))}
      </ol>
    </nav>
  );
}
