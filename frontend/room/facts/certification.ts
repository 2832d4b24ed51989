/** What the API says of a certification file. */
import { askJson } from "../core";
import type { Piece, PieceReader, SealedPiece } from "./pieces";
import type { Counterpart } from "./product";

export interface FileHead {
  readonly id: string;
  /** Of the framework. */
  readonly title: string;
  readonly level: string;
}
export interface HandedItem {
  readonly id: string;
  readonly kind: string;
  readonly made_on: string;
  readonly abilities: readonly string[];
  readonly letter: string;
}
export interface FileReader extends PieceReader {
  readonly referent: boolean;
}
export interface HandoverFacts extends FileHead {
  readonly room: string | null;
  readonly items: readonly HandedItem[];
  readonly readers: readonly FileReader[];
}
export type Mark = "met" | "partly" | "not met";
export interface ReadItem {
  readonly id: string;
  readonly kind: string;
  readonly made_on: string;
  readonly letter: string;
  readonly validated: boolean;
}
export interface ReadAbility {
  readonly slug: string;
  readonly code: string;
  readonly text: string;
  readonly suffices: boolean;
  /** Whether the framework asks for a referent mentor's word on its evidence. */
  readonly referent: boolean;
  readonly facts: readonly string[];
  readonly items: readonly ReadItem[];
  readonly mark: Mark | null;
  readonly comment: string;
}
export interface ReadCompetence {
  readonly slug: string;
  readonly code: string;
  readonly title: string;
  readonly abilities: readonly ReadAbility[];
}
export interface ReadingFacts extends FileHead {
  readonly candidate: Counterpart;
  readonly back: string;
  readonly rates: boolean;
  readonly validates: boolean;
  readonly marks: readonly { readonly value: Mark; readonly label: string }[];
  readonly competences: readonly ReadCompetence[];
  readonly pieces: readonly Piece[];
}

const at = (file: string): string => `/api/certification/${file}`;

export const judging = {
  handover: async (file: string) => (await askJson(`${at(file)}/handover`, "GET")) as HandoverFacts,
  release: (file: string, copy: SealedPiece) => askJson(`${at(file)}/handover`, "POST", copy),
  reading: async (file: string) => (await askJson(`${at(file)}/reading`, "GET")) as ReadingFacts,
  rate: (file: string, marks: Readonly<Record<string, { mark: Mark; comment: string }>>) => askJson(`${at(file)}/ratings`, "PUT", { marks }),
  give: (file: string) => askJson(`${at(file)}/ratings/giving`, "POST", {}),
  validate: (file: string, item: string, ability: string) => askJson(`${at(file)}/validations`, "POST", { item, ability }),
};
