/** Buttons, notices, fields: the product's components (src/ithaca/design) as nodes. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Option } from "../facts/values";
import { useWords } from "./context";
import { Drawing, Icon, type DrawingName, type IconName } from "./shapes";

interface ButtonProps {
  readonly children: ComponentChildren;
  readonly icon?: IconName | undefined;
  readonly kind?: "primary" | "danger" | "plain" | undefined;
  readonly small?: boolean | undefined;
  readonly busy?: boolean | undefined;
  readonly onClick?: (() => void) | undefined;
  readonly type?: "button" | "submit" | undefined;
}

export function Button({ children, icon, kind, small = false, busy = false, onClick, type = "button" }: ButtonProps) {
  const pressed = (event: Event): void => {
    if (busy) event.preventDefault();
    else onClick?.();
  };
  return (
    <button type={type} class={look(kind, small)} aria-disabled={busy ? "true" : undefined} onClick={pressed}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}

interface LinkProps {
  readonly href: string;
  readonly children: ComponentChildren;
  readonly icon?: IconName | undefined;
  readonly kind?: "primary" | "plain" | undefined;
  readonly small?: boolean | undefined;
}

export function LinkButton({ href, children, icon, kind, small = false }: LinkProps) {
  return (
    <a class={look(kind, small)} href={href}>
      {icon && <Icon name={icon} />}
      {children}
    </a>
  );
}

function look(kind: string | undefined, small: boolean): string {
  return ["button", kind && `button--${kind}`, small && "button--small"].filter(Boolean).join(" ");
}

export type Tone = "info" | "success" | "warning" | "error";
const NOTICE_ICONS: Record<Tone, IconName> = { info: "info", success: "circle-check", warning: "triangle-alert", error: "circle-alert" };

export function Notice({ tone = "info", title, children, alert = false }: { tone?: Tone; title?: string; children?: ComponentChildren; alert?: boolean }) {
  return (
    <div class={`notice notice--${tone}`} role={alert ? "alert" : undefined}>
      <Icon name={NOTICE_ICONS[tone]} />
      <div class="notice__body">
        {title && <p class="notice__title">{title}</p>}
        <div class="stack stack--tight">{children}</div>
      </div>
    </div>
  );
}

/** A place that screen readers listen to: an error or a change of state is said without moving the focus. */
export function Said({ error, done }: { error?: string | undefined; done?: string | undefined }) {
  return (
    <div role="status" class="stack">
      {error ? <Notice tone="error"><p>{error}</p></Notice> : null}
      {done ? <Notice tone="success"><p>{done}</p></Notice> : null}
    </div>
  );
}

export type BadgeTone = "done" | "attention" | "waiting" | "going" | "ended";
const BADGE_ICONS: Record<BadgeTone, IconName> = { done: "circle-check", attention: "circle-alert", waiting: "hourglass", going: "circle-dot", ended: "circle" };

export function Badge({ tone, children }: { tone: BadgeTone; children: ComponentChildren }) {
  return (
    <span class={`badge badge--${tone}`}>
      <Icon name={BADGE_ICONS[tone]} />
      {children}
    </span>
  );
}

export function Empty({ drawing, title, children, action }: { drawing: DrawingName; title: string; children?: ComponentChildren; action?: ComponentChildren }) {
  return (
    <div class="empty">
      <Drawing name={drawing} />
      <p class="empty__title">{title}</p>
      <div class="empty__text">{children}</div>
      {action}
    </div>
  );
}

/** The heading of a view; takes the focus when the view changes under the reader's hands. */
/** Somebody is in a field: what comes late to the page must not take the focus from them. */
function isTyping(): boolean {
  return document.activeElement?.matches("input, textarea, select") ?? false;
}

export function Title({ children, level = 1, kicker, lead, actions, focus = true }: { children: ComponentChildren; level?: 1 | 2; kicker?: ComponentChildren; lead?: ComponentChildren; actions?: ComponentChildren; focus?: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (level === 1 && typeof children === "string") document.title = `${children} · Ithaca`;
  }, [children, level]);
  // With the render, not after it: the focus must not be taken from a field somebody types in already.
  useLayoutEffect(() => {
    if (focus && !isTyping()) heading.current?.focus({ preventScroll: level === 2 });
  }, []);
  const Tag = level === 1 ? "h1" : "h2";
  return (
    <div class="page-head">
      <div class="page-head__text">
        {kicker && <p class="kicker">{kicker}</p>}
        <Tag ref={heading} tabIndex={-1}>{children}</Tag>
        {lead && <p class="lead">{lead}</p>}
      </div>
      {actions && <div class="actions">{actions}</div>}
    </div>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly optional?: boolean | undefined;
  readonly maxLength?: number | undefined;
}

function useField({ hint, error }: { hint?: string | undefined; error?: string | undefined }) {
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ");
  const control = { id, "aria-describedby": described === "" ? undefined : described, "aria-invalid": error ? ("true" as const) : undefined };
  return { id, control };
}

function Labelled({ id, label, hint, error, optional, children }: { id: string; label: string; hint?: string | undefined; error?: string | undefined; optional?: boolean | undefined; children: ComponentChildren }) {
  const words = useWords();
  return (
    <div class={error ? "field field--error" : "field"}>
      <label class="field__label" for={id}>
        {label}
        {optional && <span class="field__optional"> ({words.optional})</span>}
      </label>
      {hint && <p class="field__hint" id={`${id}-hint`}>{hint}</p>}
      {children}
      {error && <p class="field__error" id={`${id}-error`}><Icon name="circle-alert" />{error}</p>}
    </div>
  );
}

export function TextField({ date = false, value, onValue, ...props }: FieldProps & { date?: boolean }) {
  const { id, control } = useField(props);
  const common = { class: "input", value, ...control, onInput: (event: { currentTarget: HTMLInputElement }) => { onValue(event.currentTarget.value); } };
  return (
    <Labelled id={id} {...props}>
      {date ? <input type="date" {...common} /> : <input type="text" maxLength={props.maxLength} autocomplete="off" {...common} />}
    </Labelled>
  );
}

export function TextArea({ value, onValue, rows = 6, count = false, ...props }: FieldProps & { rows?: number; count?: boolean }) {
  const { id, control } = useField(props);
  const words = useWords();
  return (
    <Labelled id={id} {...props}>
      <textarea class="input" rows={rows} value={value} maxLength={props.maxLength} {...control} onInput={(event) => { onValue(event.currentTarget.value); }} />
      {count && <p class="field__count">{words.characters(value.length)}</p>}
    </Labelled>
  );
}

export function SelectField({ value, onValue, options, ...props }: FieldProps & { options: readonly Option[] }) {
  const { id, control } = useField(props);
  return (
    <Labelled id={id} {...props}>
      <select class="input" value={value} {...control} onChange={(event) => { onValue(event.currentTarget.value); }}>
        {options.map(([one, name]) => <option key={one} value={one}>{name}</option>)}
      </select>
    </Labelled>
  );
}

/** A secret, shown as dots until asked for. */
export function SecretField({ value, onValue, autocomplete, ...props }: FieldProps & { autocomplete: "new-password" | "current-password" }) {
  const [shown, setShown] = useState(false);
  const { id, control } = useField(props);
  const words = useWords();
  const onInput = (event: { currentTarget: HTMLInputElement }): void => { onValue(event.currentTarget.value); };
  const common = { class: "input", value, ...control, autocomplete, spellcheck: false, autocapitalize: "none" as const, onInput };
  return (
    <Labelled id={id} {...props}>
      <div class="secret">
        {shown ? <input type="text" {...common} /> : <input type="password" {...common} />}
        <button type="button" class="button" aria-controls={id} aria-pressed={shown ? "true" : "false"} onClick={() => { setShown(!shown); }}>{shown ? words.hide : words.show}</button>
      </div>
    </Labelled>
  );
}

export function Checkbox({ label, checked, onChecked }: { label: string; checked: boolean; onChecked: (checked: boolean) => void }) {
  const id = useId();
  return (
    <label class="choice" for={id}>
      <input id={id} type="checkbox" checked={checked} onChange={(event) => { onChecked(event.currentTarget.checked); }} />
      <span class="choice__text"><span class="choice__label">{label}</span></span>
    </label>
  );
}

/** The parts of a room: the place of each after #, its sign, its name. */
export type SectionLink = readonly [place: string, icon: IconName, label: string, mark?: string];

export function SectionNav({ label, current, links, onChoose }: { label: string; current: string; links: readonly SectionLink[]; onChoose: () => void }) {
  return (
    <nav class="sections" aria-label={label}>
      <ul>
        {links.map(([place, icon, name, mark]) => (
          <li key={place}><a href={`#${place}`} onClick={onChoose} aria-current={current === place ? "page" : undefined}><Icon name={icon} /><span>{name}{mark && <> <span class="sections__mark">{mark}</span></>}</span></a></li>
        ))}
      </ul>
    </nav>
  );
}

/** Text as it was written, line breaks included. */
export function Prose({ children }: { children: ComponentChildren }) {
  return <div class="prose">{children}</div>;
}

export function Waiting({ children }: { children: ComponentChildren }) {
  return <p class="waiting" role="status"><Icon name="hourglass" />{children}</p>;
}

export function Avatar({ name, look = "" }: { name: string; look?: string }) {
  const words = name.split(/[\s-]+/u).filter((word) => /^\p{L}/u.test(word));
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return <span class={`avatar ${look}`.trim()} aria-hidden="true">{picked.map((word) => word?.[0]?.toUpperCase() ?? "").join("")}</span>;
}
