/**
 * Runs contenders in turn, each in a process of its own, over several rounds. The order changes from round to round, so
 * that a machine that slows down does not always slow the same contender.
 */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Measurement } from './measure-contender.ts'
import { type Chunking, WARM_UP, type Workload } from './workload.ts'

/** Who is measured; each has a file in `contenders/`. */
export const CONTENDERS = ['floor', 'ours', 'ours-every-event', 'gradio-client'] as const
export type ContenderName = (typeof CONTENDERS)[number]

/** All rounds of one contender at one workload, in the order of the rounds. */
export interface Series {
  readonly contender: ContenderName
  readonly workload: Workload
  readonly rounds: readonly Measurement[]
}

export interface RoundsOptions {
  readonly rounds: number
  readonly workloads: readonly Workload[]
  readonly chunking: Chunking
  readonly onProgress: (text: string) => void
}

/** Longest time for one process. */
const TIMEOUT_MS = 120_000

export async function runRounds({ rounds, workloads, chunking, onProgress }: RoundsOptions): Promise<Series[]> {
  const streams = workloads.flatMap(({ name, count }) => [`${name}:${count}`, `${name}:${WARM_UP[name].count}`])
  const server = fork(join(import.meta.dirname, 'server.ts'), [chunking, ...streams])
  try {
    const { url } = await firstMessage<{ url: string }>(server, 'The benchmark server')
    const series = workloads.flatMap((workload) => CONTENDERS.map((contender) => ({ contender, workload, rounds: [] as Measurement[] })))
    for (let round = 0; round < rounds; round++) {
      for (const [index, one] of ordered(series, round).entries()) {
        onProgress(
          `round ${round + 1} of ${rounds}, ${index + 1} of ${series.length}: ${one.contender}, ${one.workload.count} ${one.workload.name}`,
        )
        one.rounds.push(await measure(one.contender, one.workload, url))
      }
    }
    return series
  } finally {
    server.disconnect()
  }
}

/** Forwards in one round, backwards in the next, so that none is always first. */
function ordered<Item>(items: readonly Item[], round: number): readonly Item[] {
  return round % 2 === 0 ? items : items.toReversed()
}

async function measure(contender: ContenderName, { name, count }: Workload, url: string): Promise<Measurement> {
  const child = fork(join(import.meta.dirname, 'measure-contender.ts'), [contender, name, String(count), url], {
    silent: true,
  })
  let complaints = ''
  child.stderr?.on('data', (chunk: Buffer) => (complaints = `${complaints}${chunk.toString()}`.slice(-10_000)))
  try {
    return await firstMessage<Measurement>(child, contender)
  } catch (error) {
    return {
      cpuMs: Number.NaN,
      firstCpuMs: Number.NaN,
      wallMs: Number.NaN,
      allocatedBytes: Number.NaN,
      peakBytes: Number.NaN,
      delayMiddleMs: Number.NaN,
      delayWorstMs: Number.NaN,
      faults: [[error instanceof Error ? error.message : String(error), complaints].join('\n').trim()],
    }
  } finally {
    child.kill()
  }
}

/** What a child sends first. Rejects when it ends or stays silent instead. */
async function firstMessage<Message>(child: ChildProcess, who: string): Promise<Message> {
  const signal = AbortSignal.timeout(TIMEOUT_MS)
  const left = once(child, 'exit', { signal }).then(([code]): never => {
    throw new Error(`${who} ended with ${code} before it had a result`)
  })
  const [message] = await Promise.race([once(child, 'message', { signal }), left]).catch((error: unknown) => {
    throw signal.aborted ? new Error(`${who} had no result after ${TIMEOUT_MS / 1000} s`) : error
  })
  left.catch(() => undefined)
  return message as Message
}
