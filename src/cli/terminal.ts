/** Where a command writes: its result to one stream, what happens meanwhile to the other. */

/** The streams of a command. Tests give their own. */
export interface Terminal {
  /** The result: nothing else is written there, so that it can be piped. */
  readonly out: (text: string) => void
  /** What a person who waits wants to know, and errors. */
  readonly note: (text: string) => void
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
}

/** One line of a result as JSON, for `--json`. */
export function writeJson(terminal: Terminal, value: unknown): void {
  terminal.out(`${JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? member.toString() : member), 2)}\n`)
}

/** A text of an app for a terminal: without control characters, which could move the cursor or colour what follows. */
export function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ')
}
