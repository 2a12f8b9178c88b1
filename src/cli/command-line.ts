/** The command line: what it is called with, to what it does. Commands are loaded when they are called. */
import { createRequire } from 'node:module'
import { isGradioStreamError } from '@gradio-stream/client'
import { Command, CommanderError, Option } from 'commander'
import { FINE, FOUND, UNREACHED, UsageError, WRONG_USE } from './exit-codes.ts'
import type { DoctorOptions } from './doctor/doctor-command.ts'
import { addReachOptions, readMs } from './find-app.ts'
import type { RelayCommandOptions } from './relay/relay-command.ts'
import { plain } from './terminal.ts'
import type { Terminal } from './terminal.ts'
import type { TypesOptions } from './types/types-command.ts'

const HELP = `
Exit codes:
  ${FINE}  fine
  ${FOUND}  something was found: the app has changed, or something is wrong with the way to it
  ${WRONG_USE}  wrong use
  ${UNREACHED}  the app could not be reached`

/** Runs one command. Resolves with its exit code, and never rejects: errors are written as words. */
export async function runCommandLine(args: readonly string[], terminal: Terminal): Promise<number> {
  let code = FINE
  const program = createProgram(terminal, (done) => (code = done))
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (cause) {
    if (cause instanceof CommanderError) return cause.exitCode === 0 ? FINE : WRONG_USE
    if (cause instanceof UsageError) {
      terminal.note(`${cause.message}\n`)
      return WRONG_USE
    }
    terminal.note(`${plain(wordsOf(cause))}\n`)
    return isGradioStreamError(cause, 'address-invalid') || isGradioStreamError(cause, 'options-invalid') ? WRONG_USE : UNREACHED
  }
}

function wordsOf(cause: unknown): string {
  if (isGradioStreamError(cause)) return `${cause.message} (${cause.code})`
  return cause instanceof Error ? cause.message : String(cause)
}

function createProgram(terminal: Terminal, done: (code: number) => void): Command {
  const program = new Command('gradio-stream')
    .description(
      'Types of a Gradio app, and what stands between a page and it. Documentation: docs/command-line.md of react-gradio-stream.',
    )
    .version(readVersion())
    .exitOverride()
    .configureOutput({ writeOut: terminal.out, writeErr: terminal.note })
    .addHelpText('after', HELP)
  const types = program
    .command('types')
    .description("Writes an app's endpoints as TypeScript: inputs, outputs, choices, docstrings.")
    .argument('<address>', 'URL of the app, or owner/space')
    .option('--out <file>', 'write to this file instead of the terminal')
    .option('--check', 'write nothing; exit with 1 and the difference if the app no longer fits the file')
    .option('--zod', 'zod 4 schemas of all inputs and values too')
    .option('--react', 'useAppStream too: useGradioStream for these endpoints')
    .option('--client', 'runApp too: client.run for these endpoints')
    .option('--json', 'the result as JSON')
  addReachOptions(types).action(async (address: string, options: TypesOptions) => {
    const { runTypes } = await import('./types/types-command.ts')
    done(await runTypes(address, options, terminal))
  })
  const doctor = program
    .command('doctor')
    .description('Reaches an app as a page would, and says what will go wrong and how to mend it.')
    .argument('<address>', 'URL of the app, or owner/space')
    .option('--origin <url>', 'origin of the page that calls the app')
    .option('--proxy <name>', 'the proxy before the app, where it does not say its name')
    .addOption(new Option('--watch-ms <ms>', 'how long a stream is watched').default(20_000).argParser(readMs))
    .option('--json', 'the result as JSON')
  addReachOptions(doctor).action(async (address: string, options: DoctorOptions) => {
    const { runDoctor } = await import('./doctor/doctor-command.ts')
    done(await runDoctor(address, options, terminal))
  })
  const relay = program
    .command('relay')
    .description('Starts a relay. Flags win over the environment, and that over the file.')
    .option('--config <file>', 'JSON with the options of createGradioRelay, port and host')
    .option('--app <name=url>', 'an app by the name that pages use (repeatable)', addTo)
    .option('--allow <url>', 'an app that pages may name by its address (repeatable)', addTo)
    .option('--cors <origin>', 'an origin whose pages may use the relay (repeatable)', addTo)
    .option('--public-url <url>', 'the address at which pages reach the relay')
    .option('--base-path <path>', 'path of the relay, /api/experimental/sse by default')
    .option('--port <port>', 'port to listen on, 3000 by default')
    .option('--host <host>', 'host to listen on, 127.0.0.1 by default')
    .option('--json', 'where it listens, as JSON')
  relay.action(async (options: RelayCommandOptions) => {
    const { runRelay } = await import('./relay/relay-command.ts')
    done(await runRelay(options, terminal))
  })
  return program
}

function addTo(item: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), item]
}

function readVersion(): string {
  // The manifest lies beside the sources, and one folder above what is built.
  const require = createRequire(import.meta.url)
  for (const path of ['./package.json', '../package.json']) {
    try {
      const manifest = require(path) as { readonly name?: string; readonly version?: string }
      if (manifest.name === 'gradio-stream' && manifest.version !== undefined) return manifest.version
    } catch {
      // The other place.
    }
  }
  return 'unknown'
}
