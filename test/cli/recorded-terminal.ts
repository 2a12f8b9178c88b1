/** Runs the command line and keeps what it writes. */
import { runCommandLine } from '../../src/cli/command-line.ts'

/** What a call of the command line wrote, and its exit code. */
export interface Called {
  readonly code: number
  readonly out: string
  readonly note: string
}

/** Calls it with these arguments. */
export async function call(...args: readonly string[]): Promise<Called> {
  const written = { out: '', note: '' }
  const code = await runCommandLine(args, {
    out: (text) => void (written.out += text),
    note: (text) => void (written.note += text),
    signal: new AbortController().signal,
  })
  return { code, ...written }
}
