/**
 * One contender, one workload, one process: connects, warms up, measures, sends the numbers to its parent and exits.
 * `node bench/measure-contender.ts <contender> <workload> <count> <url>`
 */
import { GCProfiler, getHeapStatistics } from 'node:v8'
import { type Contender, readSum, takeDelaysMs } from './contender.ts'
import { expectedEvents, expectedFinal, WARM_UP, type Workload, type WorkloadName } from './workload.ts'

/** What one round gave. */
export interface Measurement {
  /** User and system time of the whole process, garbage collector and network included. */
  readonly cpuMs: number
  /**
   * The same for the first, unmeasured run of `WARM_UP.count` events in a new process, including loading and compiling.
   */
  readonly firstCpuMs: number
  readonly wallMs: number
  /** Bytes of JavaScript heap allocated. */
  readonly allocatedBytes: number
  /** Most memory the process ever held, warming up included. */
  readonly peakBytes: number
  /** From writing to reading; `NaN` where frames do not say when they were written. */
  readonly delayMiddleMs: number
  readonly delayWorstMs: number
  /** What was wrong with what the consumer saw; empty when nothing. */
  readonly faults: readonly string[]
}

const [contenderName = '', workloadName = '', count = '', url = ''] = process.argv.slice(2)
const { contender } = (await import(`./contenders/${contenderName}.ts`)) as { contender: Contender }
const workload: Workload = { name: workloadName as WorkloadName, count: Number(count) }

const warmUp: Workload = { ...workload, count: WARM_UP[workload.name].count }
const first = await once(warmUp)
for (let run = 1; run < WARM_UP[workload.name].runs; run++) await once(warmUp)
takeDelaysMs()
// No collection is forced before it: a full one throws compiled code away, and the warming up with it.
const measured = await once(workload)
const delays = takeDelaysMs().toSorted((one, other) => one - other)
const peakBytes = process.resourceUsage().maxRSS * 1024
const whole: Measurement = {
  ...measured,
  firstCpuMs: first.cpuMs,
  peakBytes,
  delayMiddleMs: percentile(delays, 0.5),
  delayWorstMs: percentile(delays, 0.99),
}
process.send?.(whole, () => process.exit(0))

function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN
}

/** What is known of one run. */
type RunNumbers = Pick<Measurement, 'cpuMs' | 'wallMs' | 'allocatedBytes' | 'faults'>

/** A client of its own per run: what the last one left behind is not measured. */
async function once(workload: Workload): Promise<RunNumbers> {
  const expected = { events: expectedEvents(workload), final: toText(expectedFinal(workload)) }
  const open = await contender.open(url)
  const meter = startMeter()
  const outcome = await open.run(workload)
  const numbers = meter()
  open.close()
  const faults: string[] = []
  if (outcome.events < expected.events) faults.push(`${outcome.events} events of ${expected.events} arrived`)
  const final = toText(outcome.final)
  if (final !== expected.final) faults.push(`the final value is ${show(final)}, not ${show(expected.final)}`)
  const streamed = 'streamed' in outcome ? toText(outcome.streamed) : expected.final
  if (streamed !== expected.final) faults.push(`the value before the end is ${show(streamed)}`)
  if (Number.isNaN(readSum())) faults.push('what was read is no number')
  return { ...numbers, faults }
}

/**
 * Allocation is the sum of the heap's growth between collections, so it includes everything that was collected in
 * between. Buffers outside the heap are not included.
 */
function startMeter(): () => Omit<RunNumbers, 'faults'> {
  const profiler = new GCProfiler()
  profiler.start()
  let used = getHeapStatistics().used_heap_size
  const cpu = process.cpuUsage()
  const begun = performance.now()
  return () => {
    const wallMs = performance.now() - begun
    const { user, system } = process.cpuUsage(cpu)
    const end = getHeapStatistics().used_heap_size
    let allocatedBytes = 0
    for (const { beforeGC, afterGC } of profiler.stop().statistics) {
      allocatedBytes += beforeGC.heapStatistics.usedHeapSize - used
      used = afterGC.heapStatistics.usedHeapSize
    }
    return { cpuMs: (user + system) / 1000, wallMs, allocatedBytes: allocatedBytes + end - used }
  }
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? 'undefined')
}

function show(text: string): string {
  return text.length > 60 ? `${text.slice(0, 30)}…${text.slice(-20)} (${text.length} characters)` : JSON.stringify(text)
}
