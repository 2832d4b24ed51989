/** The frame around every view: the product's header and footer, and the lock. */
import type { ComponentChildren } from "preact";
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
            <Place href="/requests/" icon="inbox">{words.frame.requests}</Place>
            <Place href="/mentorships/" icon="users">{words.frame.mentorships}</Place>
            <Place href="/journal/" icon="pencil">{words.journal.link}</Place>
            <Place href="/vault/" icon="lock">{words.frame.vault}</Place>
          </ul>
        </nav>
        <div class="tools">
          {unlocked && <a class="button button--small button--plain" href="/vault/search/" title={words.manage.search} aria-label={words.manage.search}><Icon name="search" /></a>}
          {unlocked && <Button small icon="lock" onClick={() => void lock()}>{words.frame.lock}</Button>}
          {me.name !== "" && <span class="who"><Avatar name={me.name} /><span class="menu__name">{me.name}</span></span>}
        </div>
      </div>
    </header>
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
