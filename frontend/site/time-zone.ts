/** The zone that this device is in, as the IANA names it. */
function zoneOfDevice(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** Sign-up tells the server the device's zone, so that nobody has to look for theirs in a list. */
export function fillTimeZone(page: Document): void {
  const input = page.querySelector<HTMLInputElement>("input[data-guess='time-zone']");
  if (input !== null && input.value === "") input.value = zoneOfDevice();
}

/** Around the choice of a zone: offers that of the device where it is another one. */
export class TimeZoneGuess extends HTMLElement {
  connectedCallback(): void {
    const select = this.querySelector("select");
    const zone = zoneOfDevice();
    if (select === null || select.value === zone || this.querySelector("button") !== null) return;
    if (![...select.options].some((option) => option.value === zone)) return;
    const offer = document.createElement("button");
    offer.type = "button";
    offer.className = "button button--small";
    offer.textContent = (this.dataset["offer"] ?? "{zone}").replace("{zone}", zone.replaceAll("_", " "));
    offer.addEventListener("click", () => {
      select.value = zone;
      offer.remove();
      select.focus();
    });
    this.append(offer);
  }
}
