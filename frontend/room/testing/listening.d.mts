export interface Call {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
export interface Answer {
  readonly status?: number;
  readonly body?: string;
  readonly type?: string;
}
export interface Listening {
  readonly address: string;
  readonly asked: readonly Call[];
  close(): Promise<void>;
}
export function listening(answer: (call: Call) => Answer): Promise<Listening>;
