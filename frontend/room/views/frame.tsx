/** The frame around every view: the product's header and footer, and the lock. */
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import { csrfToken } from "../core";
import { useApp } from "./context";
import { Avatar, Button } from "./parts";
import { Icon, LogoMark, type IconName } from "./shapes";

export function Frame({ unlocked, children }: { unlocked: boolean; children: ComponentChildren }) {
  const { words } = useApp();
  return (
    <>
      <a class="skip" href="#main" onClick={toContent}>{words.frame.skip}</a>
      <Header unlocked={unlocked} />
      <main id="main" class="page" tabIndex={-1}>
        <div class="wrap">{children}</div>
      </main>
      <Footer />
    </>
  );
}

/** The address after # belongs to the views: jump without it. */
function toContent(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function Header({ unlocked }: { unlocked: boolean }) {
  const { words, me, lock } = useApp();
  return (
    <header class="site-head">
      <div class="wrap">
        <a class="logo" href="/"><LogoMark /><span>Ithaca</span></a>
        <nav class="nav" aria-label={words.frame.navigation}>
          <ul>
            <Place href="/" icon="house">{words.frame.home}</Place>
            {me.takes_part && <Place href="/requests/" icon="inbox">{words.frame.requests}</Place>}
            {me.takes_part && <Place href="/mentorships/" icon="users">{words.frame.mentorships}</Place>}
            {me.takes_part && <Place href="/journal/" icon="pencil">{words.journal.link}</Place>}
            <Place href="/vault/" icon="lock">{words.frame.vault}</Place>
          </ul>
        </nav>
        <div class="tools">
          {unlocked && <a class="button button--small button--plain" href="/vault/search/" title={words.manage.search} aria-label={words.manage.search}><Icon name="search" /></a>}
          {unlocked && <Button small icon="lock" onClick={() => void lock()}><span class="tools__label">{words.frame.lock}</span></Button>}
          <Languages />
          {me.name !== "" && <Account />}
        </div>
      </div>
    </header>
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

function Account() {
  const { words, me } = useApp();
  return (
    <Menu summary={<><Avatar name={me.name} /><span class="visually-hidden">{words.frame.account}</span><span class="menu__name">{me.name}</span></>}>
      <a class="menu__item" href="/notifications/"><Icon name="mail" />{words.frame.notices}</a>
      <a class="menu__item" href="/account/settings/"><Icon name="settings" />{words.frame.account}</a>
      <a class="menu__item" href="/account/devices/"><Icon name="key-round" />{words.frame.devices}</a>
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

function Place({ href, icon, children }: { href: string; icon: IconName; children: ComponentChildren }) {
  const here = href === "/" ? location.pathname === "/" : location.pathname.startsWith(href);
  return (
    <li>
      <a href={href} aria-current={here ? "page" : undefined}><Icon name={icon} /><span>{children}</span></a>
    </li>
  );
}

const WAVES = "M0 36V20c50-14 100-14 150 0s100 14 150 0 100-14 150 0 100 14 150 0 100-14 150 0 100 14 150 0 100-14 150 0 100 14 150 0V36z";

function Footer() {
  const { words } = useApp();
  return (
    <footer class="site-foot">
      <svg class="site-foot__waves" viewBox="0 0 1200 36" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path fill="currentColor" d={WAVES} /></svg>
      <div class="wrap">
        <p>{words.frame.promise}</p>
        <nav aria-label={words.frame.about}>
          <ul>
            <li><a href="/confidentiality/">{words.frame.confidentiality}</a></li>
            <li><a href="/accessibility/">{words.frame.accessibility}</a></li>
          </ul>
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
