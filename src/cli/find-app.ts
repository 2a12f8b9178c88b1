/** Finds the app of a command, as a page would: by its address or name, directly or through a relay. */
import { discoverApp, GradioStreamError, isGradioStreamError } from '@gradio-stream/client'
import type { AppDescription } from '@gradio-stream/client'
import { Option } from 'commander'
import type { Command } from 'commander'
import { UsageError } from './exit-codes.ts'
import { plain } from './terminal.ts'
import type { Terminal } from './terminal.ts'

/** Options of every command that reads an app. */
export interface ReachOptions {
  readonly relay?: string
  readonly header?: readonly string[]
  readonly timeoutMs: number
}

/** Adds these options to a command. */
export function addReachOptions(command: Command): Command {
  return command
    .option('--relay <url>', 'reach the app through this relay')
    .option(
      '--header <line>',
      'a header for every request, as "name: value" (repeatable)',
      (line: string, before: readonly string[] | undefined) => [...(before ?? []), line],
    )
    .addOption(new Option('--timeout-ms <ms>', 'give up after this time').default(120_000).argParser(readMs))
}

/** Reads a time in milliseconds. */
export function readMs(text: string): number {
  const ms = Number(text)
  if (!/^\d+$/.test(text) || ms < 1 || ms > 2 ** 31 - 1)
    throw new UsageError(`"${plain(text)}" is no time in milliseconds: give a whole number from 1.`)
  return ms
}

/** Headers from lines `name: value`. */
export function readHeaders(lines: readonly string[] = []): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(\S.*)$/.exec(line) ?? []
      if (name === undefined || value === undefined) throw new UsageError(`"${plain(line)}" is no header: write --header "name: value".`)
      return [name, value] as const
    }),
  )
}

/**
 * Describes the app. Waits for a Space that sleeps and says so. As in Hugging Face's own
 * programs, `HF_TOKEN` is sent to the Hub only, which is at `HF_ENDPOINT`. Rejects with a `GradioStreamError`.
 */
export async function findApp(address: string, { relay, header, timeoutMs }: ReachOptions, terminal: Terminal): Promise<AppDescription> {
  const headers = readHeaders(header)
  const token = process.env.HF_TOKEN
  const hub = process.env.HF_ENDPOINT
  let said = ''
  const app = await discoverApp(address, {
    backendUrl: relay ?? null,
    headers: () => headers,
    ...(hub === undefined || hub === '' ? {} : { hubUrl: hub }),
    ...(token === undefined || token === '' ? {} : { hubToken: () => token }),
    signal: AbortSignal.any([terminal.signal, AbortSignal.timeout(timeoutMs)]),
    onState({ status }) {
      if (status !== said && status !== 'running') terminal.note(`${plain(address)}: ${status}…\n`)
      said = status
    },
  }).catch((cause: unknown) => {
    throw isGradioStreamError(cause, 'aborted') && said !== '' && !terminal.signal.aborted ? stillWaiting(address, said, timeoutMs) : cause
  })
  // A page would go on without the relay. Here the relay was asked for.
  if (relay !== undefined && app.route === 'direct') {
    throw new GradioStreamError('relay-unreachable', {
      message: `No relay answered at ${relay}.`,
      hint: 'Give the address at which the relay is mounted, for example https://example.com/api/experimental/sse.',
      details: { url: relay },
    })
  }
  return app
}

function stillWaiting(address: string, status: string, timeoutMs: number): GradioStreamError<'wake-timeout'> {
  return new GradioStreamError('wake-timeout', {
    message: `${address} did not come up within ${timeoutMs} ms: it is still ${status}.`,
    hint: 'Give it more time (--timeout-ms), or look at the log of the Space.',
    details: {},
  })
}
