/** Adds the time on this device where the person's chosen time zone is not the device's. */
export class LocalTime extends HTMLElement {
  connectedCallback(): void {
    const time = this.querySelector("time");
    const moment = new Date(time?.dateTime ?? "");
    if (Number.isNaN(moment.getTime()) || this.querySelector(".local-time__device") !== null) return;
    const device = clock(moment);
    if (device === clock(moment, this.dataset["zone"])) return;
    const hint = document.createElement("span");
    hint.className = "zone local-time__device";
    hint.textContent = ` (${(this.dataset["hint"] ?? "{time}").replace("{time}", device)})`;
    this.append(hint);
  }
}

/** Day and time of a moment in a zone, in the page's language; the device's zone where it is unknown. */
export function clock(moment: Date, zone?: string): string {
  const format = { weekday: "short", hour: "2-digit", minute: "2-digit" } as const;
  const language = document.documentElement.lang || "fr";
  try {
    return new Intl.DateTimeFormat(language, { ...format, ...(zone === undefined ? {} : { timeZone: zone }) }).format(moment);
  } catch {
    return new Intl.DateTimeFormat(language, format).format(moment);
  }
}
