/**
 * `npm run bench [-- --short]`: this library, `@gradio/client` and the floor over the same streams, beside the budgets.
 * A budget that is missed is printed; a contender that ends with a wrong value or misses events fails the run.
 */
import { cpus } from 'node:os'
import { Command, InvalidArgumentError, Option } from 'commander'
import { judge, toRows } from '../bench/budgets.ts'
import { formatFaults, formatLosses, formatMeasurements, formatVerdicts } from '../bench/report.ts'
import { runRounds } from '../bench/rounds.ts'
import { reportWholeSystem } from '../bench/whole-system.ts'
import { type Chunking, PACED_COUNT, type Workload } from '../bench/workload.ts'

interface Options {
  readonly short?: true
  readonly rounds?: number
  readonly chunks: Chunking
}

const options = new Command('npm run bench --')
  .description(
    'Measures CPU, memory and time: progress events, appended tokens, large messages, many runs at once, and how late an event is.',
  )
  .option('--short', '3 rounds instead of 7, and only the ends of the growth of tokens')
  .option('--rounds <number>', 'how often each contender runs', count)
  .addOption(
    new Option('--chunks <how>', 'how frames lie in HTTP chunks: 16 kB blocks, or one each').choices(['block', 'frame']).default('block'),
  )
  .parse()
  .opts<Options>()

const rounds = options.rounds ?? (options.short ? 3 : 7)
const counts = options.short ? [5000, 40_000] : [5000, 10_000, 20_000, 40_000]
const megabytes = options.short ? [50] : [1, 10, 50]
const workloads: Workload[] = [
  { name: 'progress', count: 50_000 },
  ...counts.map((count) => ({ name: 'tokens', count }) as const),
  ...megabytes.map((count) => ({ name: 'message', count }) as const),
  { name: 'runs', count: 200 },
  { name: 'paced', count: PACED_COUNT },
]

const begun = performance.now()
const series = await runRounds({ rounds, workloads, chunking: options.chunks, onProgress })
onProgress('')
const [cpu] = cpus()
console.log(
  `Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${new Date().toISOString().slice(0, 10)}`,
)
console.log(
  `${rounds} rounds, frames in ${options.chunks === 'block' ? '16 kB blocks' : 'chunks of their own'}, medians; took ${((performance.now() - begun) / 1000).toFixed(0)} s\n`,
)
console.log(`${formatMeasurements(toRows(series))}\n`)
console.log(formatVerdicts(judge(series)))

console.log(`\n${await reportWholeSystem()}`)
for (const loss of formatLosses(series)) console.log(`\nPeer: ${loss}`)
const faults = formatFaults(series)
for (const fault of faults) console.error(`\nWrong: ${fault}`)
process.exitCode = faults.length > 0 ? 1 : 0

function count(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new InvalidArgumentError('A whole number above zero.')
}

/** One line that overwrites itself in a terminal; nothing in a log. */
function onProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`)
}
