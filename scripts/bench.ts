/**
 * `npm run bench [-- --short] [-- --only form table]`: this library, `@gradio/client` and the floor over the same
 * streams; pages of this library in Chromium, beside Gradio's own page where there is one; and the relay. All of it
 * beside the budgets. A budget that is missed is printed; a contender that ends with a wrong value or misses events
 * fails the run.
 */
import { cpus, loadavg } from 'node:os'
import { Command, InvalidArgumentError, Option } from 'commander'
import { judge, toRows } from '../bench/budgets.ts'
import { formatFaults, formatLosses, formatMeasurements, formatVerdicts } from '../bench/benchmark-report.ts'
import { runRounds } from '../bench/rounds.ts'
import { reportWholeSystem, SYSTEM_PARTS, type SystemPart } from '../bench/whole-system.ts'
import { type Chunking, EDITS, ENDPOINTS, PACED_COUNT, type Workload, type WorkloadName } from '../bench/workload.ts'

interface Options {
  readonly short?: true
  readonly rounds?: number
  readonly chunks: Chunking
  readonly only: readonly ('client' | SystemPart)[]
  readonly workload?: readonly WorkloadName[]
}

const options = new Command('npm run bench --')
  .description(
    'Measures CPU, memory and time: of the client (events, tokens, large messages, many runs, delay), of pages in Chromium, of the relay.',
  )
  .option('--short', '3 rounds instead of 7 (of pages 2 instead of 4), and only the ends of the growth of tokens')
  .option('--rounds <number>', 'how often each contender runs', count)
  .addOption(
    new Option('--chunks <how>', 'how frames lie in HTTP chunks: 16 kB blocks, or one each').choices(['block', 'frame']).default('block'),
  )
  .addOption(
    new Option('--only <part...>', 'these parts alone').choices(['client', ...SYSTEM_PARTS]).default(['client', ...SYSTEM_PARTS], 'all'),
  )
  .addOption(new Option('--workload <name...>', 'of the client, these workloads alone').choices(Object.keys(ENDPOINTS)))
  .parse()
  .opts<Options>()

const rounds = options.rounds ?? (options.short ? 3 : 7)
const counts = options.short ? [5000, 40_000] : [5000, 10_000, 20_000, 40_000]
const megabytes = options.short ? [50] : [1, 10, 50]
const allWorkloads: Workload[] = [
  { name: 'progress', count: 50_000 },
  ...counts.map((count) => ({ name: 'tokens', count }) as const),
  { name: 'chat50', count: EDITS },
  { name: 'chat500', count: EDITS },
  { name: 'table', count: EDITS },
  ...megabytes.map((count) => ({ name: 'message', count }) as const),
  { name: 'runs', count: 200 },
  { name: 'paced', count: PACED_COUNT },
]

const workloads = allWorkloads.filter(({ name }) => options.workload?.includes(name) ?? true)

const begun = performance.now()
const [cpu] = cpus()
const day = new Date().toISOString().slice(0, 10)
console.log(`Node ${process.version}, ${process.platform} ${process.arch}, ${cpus().length} × ${cpu?.model.trim() ?? 'unknown'}, ${day}\n`)
let faults: readonly string[] = []
if (options.only.includes('client')) {
  const series = await runRounds({ rounds, workloads, chunking: options.chunks, onProgress })
  onProgress('')
  console.log(
    `${rounds} rounds, frames in ${options.chunks === 'block' ? '16 kB blocks' : 'chunks of their own'}, medians; ${timeAndLoad()}\n`,
  )
  console.log(`${formatMeasurements(toRows(series))}\n`)
  console.log(`${formatVerdicts(judge(series))}\n`)
  for (const loss of formatLosses(series)) console.log(`Peer: ${loss}\n`)
  faults = formatFaults(series)
}
const parts = SYSTEM_PARTS.filter((part) => options.only.includes(part))
if (parts.length > 0) {
  const pageRounds = options.rounds ?? (options.short ? 2 : 4)
  const { text, faults: failed } = await reportWholeSystem(parts, pageRounds, onProgress)
  onProgress('')
  console.log(`${text}\n\n${pageRounds} rounds, the best of each number, ratios within rounds; ${timeAndLoad()}`)
  faults = [...faults, ...failed]
}
for (const fault of faults) console.error(`\nWrong: ${fault}`)
process.exitCode = faults.length > 0 ? 1 : 0

/** What the numbers were measured beside. */
function timeAndLoad(): string {
  const [load = 0] = loadavg()
  return `took ${((performance.now() - begun) / 1000).toFixed(0)} s, load ${load.toFixed(1)} on ${cpus().length} cores`
}

function count(text: string): number {
  const value = Number(text)
  if (Number.isInteger(value) && value > 0) return value
  throw new InvalidArgumentError('A whole number above zero.')
}

/** One line that overwrites itself in a terminal; nothing in a log. */
function onProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[2K${text}`)
}
