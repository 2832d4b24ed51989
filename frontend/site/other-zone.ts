import { clock } from "./local-time";

/** Around a date and a time in one's own zone: says what time that is for the other person, as one types. */
export class OtherZone extends HTMLElement {
  connectedCallback(): void {
    const [date, time] = [this.querySelector<HTMLInputElement>("[type=date]"), this.querySelector<HTMLInputElement>("[type=time]")];
    const { own, other, text } = this.dataset;
    if (date === null || time === null || own === undefined || other === undefined || own === other) return;
    const hint = document.createElement("p");
    hint.className = "other-zone";
    hint.setAttribute("aria-live", "polite");
    const show = (): void => {
      const moment = momentIn(own, `${date.value}T${time.value}`);
      const differs = moment !== null && clock(moment, own) !== clock(moment, other);
      hint.textContent = differs ? (text ?? "{time}").replace("{time}", clock(moment, other)) : "";
      hint.hidden = !differs;
    };
    for (const input of [date, time]) input.addEventListener("input", show);
    this.append(hint);
    show();
  }
}

/** The moment at which a wall clock in the zone shows this; null where it is not complete. */
export function momentIn(zone: string, wall: string): Date | null {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return null;
  const offset = (moment: number): number => Date.parse(`${wallClock(moment, zone)}Z`) - moment;
  // The offset at the moment sought is that of a moment near it, except around a change of the clocks: look again there.
  const near = asUtc - offset(asUtc);
  return new Date(asUtc - offset(near));
}

function wallClock(moment: number, zone: string): string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "medium" });
  return format.format(moment).replace(" ", "T");
}
