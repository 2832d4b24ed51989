/**
 * Names are the server's to say, keys are not: the name under which a safety number was compared is pinned with the
 * key, so that nobody can show the room of one person under the name of another.
 */
import { fold } from "./bytes";
import { Tampered } from "./errors";
import type { Ledger, Pin } from "./ledger";
import type { Vault } from "./vault";

export interface Named {
  readonly person: string;
  readonly name: string;
}

/** Somebody whose number was compared is shown under another name than then. */
export class Renamed extends Tampered {
  constructor(
    readonly person: string,
    readonly before: string,
    readonly now: string,
  ) {
    super("name", person);
  }
}

/** Refuses another name than the one that was compared; capitals and accents do not count. */
export function checkName({ pins }: Ledger, { person, name }: Named): void {
  const pinned = pins[person]?.name ?? null;
  if (pinned !== null && fold(pinned) !== fold(name)) throw new Renamed(person, pinned, name);
}

/** Takes somebody's new name for good, once its owner has said so in person. */
export async function acceptName(vault: Vault, { person, name }: Named): Promise<void> {
  await vault.refreshLedger();
  const { ledger } = vault;
  const pin: Pin | undefined = ledger.pins[person];
  if (pin !== undefined) await vault.remember({ ...ledger, pins: { ...ledger.pins, [person]: { ...pin, name } } });
}
