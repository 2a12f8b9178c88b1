/** The fault matrix as a page: what a user sees in each cell. */
import type { Connection } from '../../src/core/connection/connection.ts'
import { FAULTS, MOMENTS } from './matrix-faults.ts'
import type { Cell, Observed } from './matrix.node.test.ts'
import { WAYS } from './world.ts'
import type { Way } from './world.ts'

const TITLES: Readonly<Record<Way, string>> = {
  direct: 'Direct: a stream from the app',
  relay: 'Through the relay: a stream that is taken up again',
  polling: 'Through the relay: polling (`sse: false`)',
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

States of the connection are those of \`Connection.readyState\`; a number is \`attempt\`. A dash: the fault cannot meet that moment.
`

export function describeMatrix(all: readonly (Cell & Observed)[]): string {
  const faults = FAULTS.map(({ name, about }) => `- **${name}**: ${about}.`)
  const tables = WAYS.map((way) => {
    const rows = FAULTS.filter(({ ways = WAYS }) => ways.includes(way)).map((fault) => {
      const found = MOMENTS.map((moment) => all.find((cell) => cell.way === way && cell.fault === fault && cell.moment === moment))
      return `| ${[`**${fault.name}**`, ...found.map((cell) => (cell ? describeCell(cell) : '–'))].join(' | ')} |`
    })
    return `## ${TITLES[way]}\n\n| Fault | ${MOMENTS.join(' | ')} |\n|---|${MOMENTS.map(() => '---').join('|')}|\n${rows.join('\n')}\n`
  })
  return `${INTRODUCTION}\n## Faults\n\n${faults.join('\n')}\n\n${tables.join('\n')}`
}

function describeCell({ state, connections, tookMs }: Observed): string {
  const end = state.status === 'failed' ? `failed: \`${state.error.code}\`` : state.status
  return `${end}<br>${describeConnections(connections)}<br>${(tookMs / 1000).toFixed(1)} s`
}

function describeConnections(connections: readonly Connection[]): string {
  const words: string[] = []
  for (const { readyState, attempt } of connections) {
    const word = attempt > 0 ? `${readyState} ${attempt}` : readyState
    if (word !== words.at(-1)) words.push(word)
  }
  return words.join(' → ')
}
