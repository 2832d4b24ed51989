// Small custom elements that make the server's pages more comfortable. Every page works without them.
import { AutoSave } from "./auto-save";
import { AutoSubmit } from "./auto-submit";
import { ChoiceFilter } from "./choice-filter";
import { CodeCheck } from "./code-check";
import { CopyButton } from "./copy-button";
import { ErrorSummary } from "./error-summary";
import { LiveExamples } from "./live-examples";
import { LocalTime } from "./local-time";
import { MenuPopup } from "./menu-popup";
import { refuseSecondSubmit } from "./once";
import { OtherZone } from "./other-zone";
import { PageAgain } from "./page-again";
import { PasskeyConfirm } from "./passkey-confirm";
import { PasskeySignIn } from "./passkey-sign-in";
import { ShowPassword } from "./show-password";
import { showCurrentTab } from "./tabs";
import { TickAll } from "./tick-all";
import { fillTimeZone, TimeZoneGuess } from "./time-zone";
import { UnsavedGuard } from "./unsaved-guard";

const elements: Record<string, CustomElementConstructor> = {
  "auto-save": AutoSave,
  "auto-submit": AutoSubmit,
  "choice-filter": ChoiceFilter,
  "code-check": CodeCheck,
  "copy-button": CopyButton,
  "error-summary": ErrorSummary,
  "live-examples": LiveExamples,
  "local-time": LocalTime,
  "menu-popup": MenuPopup,
  "other-zone": OtherZone,
  "page-again": PageAgain,
  "passkey-confirm": PasskeyConfirm,
  "passkey-sign-in": PasskeySignIn,
  "show-password": ShowPassword,
  "tick-all": TickAll,
  "time-zone-guess": TimeZoneGuess,
  "unsaved-guard": UnsavedGuard,
};

document.documentElement.classList.add("js");
for (const [name, element] of Object.entries(elements)) customElements.define(name, element);
refuseSecondSubmit(document);
fillTimeZone(document);
showCurrentTab(document);
