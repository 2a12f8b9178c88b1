/** The fault matrix as a page: what a user sees in each cell. */
import type { Connection } from '../../src/client/connection/connection-state.ts'
import { FAULTS, MOMENTS } from './matrix-faults.ts'
import type { Fault, Protocol } from './matrix-faults.ts'
import type { Cell } from './matrix-cells.ts'
import type { Observed } from './matrix.node.test.ts'
import { OLDER } from './older-call.ts'
import type { OlderProtocol } from './older-call.ts'
import { WAYS } from './world.ts'
import type { Way } from './world.ts'

const TITLES: Readonly<Record<Way, string>> = {
  direct: 'Direct: a stream from the app',
  relay: 'Through the relay: a stream that is taken up again',
  polling: "Through the relay: polling (`transport: 'polling'`)",
}

const INTRODUCTION = `# Fault matrix

What a user sees when something goes wrong: the end of the run, the states of the connection on the way, and how long it took.
This page is written by \`test/faults/matrix.node.test.ts\` out of what was observed, and a test fails when it says something else;
\`npx vitest run --project node test/faults -u\` writes it anew.

Each cell is one run on a clock that is moved by hand: through this library's client, a network that fails at that moment and, but
for direct runs, this library's relay. It waits in a queue, starts, sends four values and a log line, and ends after 0.8 s. In every cell
the run ends, the app has begun it once at most, no value came twice or out of order, and no timer, stream or poll is left.

Moments: **before join**, the fault meets the join; **joined**, the first message (or the opening of the stream, where the fault is a
wrong answer); **queued**, the message that says that the run starts; **running**, a value on the way; **last message**, the end itself.

States of the connection are those of \`Connection.readyState\`; a number is \`attempt\`. **no-answer 1**: the join was sent again once, which is said and can be
cancelled. A dash: the fault cannot meet that moment.
`

const OLDER_INTRODUCTION = `# Older protocols

The same run at apps of Gradio 3.50 (\`ws\`), 4.8 (\`sse\`), 4.16 (\`sse_v1\`), 4.19 (\`sse_v2\`) and 4.21 (\`sse_v2.1\`), which do as those were measured to do: no \`close_stream\`,
whole values up to \`sse_v1\`, inputs asked for at the call's turn on \`ws\` and \`sse\`, no heartbeat on \`ws\`, and no word to 4.19 and 4.21 when a reader goes. On \`ws\` and \`sse\` one
connection is join and stream: the join has no answer that could break, and nothing is asked for after it. A socket of Gradio 3 that falls silent is
ended by \`runTimeoutMs\` alone (60 s here).
`

export function describeMatrix(all: readonly (Cell & Observed)[]): string {
  const faults = FAULTS.map(({ name, about }) => `- **${name}**: ${about}.`)
  const newest = WAYS.map((way) => `## ${TITLES[way]}\n\n${table(rowsOf(all, 'sse_v3', way))}`)
  // The keys of that constant.
  const older = (Object.keys(OLDER) as OlderProtocol[]).flatMap((protocol) => [
    `## \`${protocol}\` (Gradio ${OLDER[protocol]}), direct\n\n${table(rowsOf(all, protocol, 'direct'))}`,
    `## \`${protocol}\` (Gradio ${OLDER[protocol]}), through the relay\n\n${differences(all, protocol)}`,
  ])
  return `${INTRODUCTION}\n## Faults\n\n${faults.join('\n')}\n\n${newest.join('\n')}\n${OLDER_INTRODUCTION}\n${older.join('\n')}`
}

interface Row {
  readonly fault: Fault
  readonly found: readonly ((Cell & Observed) | undefined)[]
}

function rowsOf(all: readonly (Cell & Observed)[], protocol: Protocol, way: Way): Row[] {
  const own = all.filter((cell) => cell.protocol === protocol && cell.way === way)
  return FAULTS.map((fault) => ({
    fault,
    found: MOMENTS.map((moment) => own.find((cell) => cell.fault === fault && cell.moment === moment)),
  })).filter(({ found }) => found.some((cell) => cell !== undefined))
}

function table(rows: readonly Row[]): string {
  const lines = rows.map(({ fault, found }) => {
    const texts = found.map((cell) => (cell ? `${describeCell(cell)}<br>${(cell.tookMs / 1000).toFixed(1)} s` : '–'))
    return `| ${[`**${fault.name}**`, ...texts].join(' | ')} |`
  })
  return `| Fault | ${MOMENTS.join(' | ')} |\n|---|${MOMENTS.map(() => '---').join('|')}|\n${lines.join('\n')}\n`
}

/** The relay shows every app as `sse_v3`: only what a user sees differently is written out. */
function differences(all: readonly (Cell & Observed)[], protocol: Protocol): string {
  const newest = rowsOf(all, 'sse_v3', 'relay')
  const texts = ({ found }: Row): string => found.map((cell) => (cell ? describeCell(cell) : '–')).join()
  const rows = rowsOf(all, protocol, 'relay')
  const different = rows.filter((row) => {
    const same = newest.find(({ fault }) => fault === row.fault)
    return !same || texts(same) !== texts(row)
  })
  const rest = `${rows.length - different.length} of ${rows.length} rows are, cell for cell, those of the newest protocol through the relay above (times aside)`
  return different.length === 0 ? `${rest}.\n` : `${rest}; the others:\n\n${table(different)}`
}

function describeCell({ state, connections, waits }: Observed): string {
  const end = state.status === 'failed' ? `failed: \`${state.error.code}\`` : state.status
  const sentAgain = waits.at(-1)
  const way = describeConnections(connections)
  return `${end}<br>${sentAgain ? `${sentAgain.reason} ${sentAgain.attempt} → ${way}` : way}`
}

function describeConnections(connections: readonly Connection[]): string {
  const words: string[] = []
  for (const { readyState, attempt } of connections) {
    const word = attempt > 0 ? `${readyState} ${attempt}` : readyState
    if (word !== words.at(-1)) words.push(word)
  }
  return words.join(' → ')
}
