/** Clients of a fleet that submit one run after the other, and what they saw of each. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { GradioClient } from '../../src/client/index.ts'

/** What `stream_text` of the fixture says, word by word (`gradio/app.py`). */
const WORDS = 'the quick brown fox jumps over the lazy dog and then it takes a long nap'.split(' ')
const TEXT = Array.from({ length: 100 }, (_, index) => WORDS[index % WORDS.length])

/** A run as a client saw it. */
export interface SeenRun {
  readonly client: 'ours' | 'js' | 'python'
  /**
   * `whole`: it succeeded. An error code of ours, or the words of an official client. `…, untrue`: the values are not
   * those that the app sends, each once and in order, or a run that succeeded lacks some.
   */
  readonly end: string
  readonly resumed: boolean
  /** The relay began it again. */
  readonly restarted: boolean
}

export interface Load {
  readonly url: string
  readonly runs: number
  readonly words: number
  /** Between two words, in seconds. */
  readonly delay: number
  readonly onEnd: () => void
}

const OUR_CLIENTS = 12

/** Ours: each run of a client shares its session, and goes on where its stream breaks. */
export async function runOurs({ url, runs, words, delay, onEnd }: Load): Promise<SeenRun[]> {
  const seen: SeenRun[] = []
  let left = runs
  const clients = Array.from({ length: Math.min(OUR_CLIENTS, runs) }, async () => {
    const client = new GradioClient({ backendUrl: url })
    const app = await client.discover('fixture')
    while (left-- > 0) {
      const run = client.submit(app, '/stream_text', [words, delay])
      const values: string[] = []
      const attempts = [values]
      let resumed = false
      run.observe((event) => {
        if (event.type === 'log' && event.entry.code === 'run-restarted') attempts.push([])
        if (event.type === 'output') attempts.at(-1)?.push(String(event.data[0]))
      })
      run.subscribe(() => (resumed ||= run.getSnapshot().connection.readyState === 'reconnecting'))
      const state = await run.settled
      const end = state.status === 'succeeded' ? 'whole' : state.status === 'failed' ? state.error.code : state.status
      const last = state.status === 'succeeded' ? [String(state.data[0])] : []
      const isTrue = attempts.every((each, index) => areTrue(each, index === attempts.length - 1 ? last : [], words))
      seen.push({ client: 'ours', end: isTrue ? end : `${end}, untrue`, resumed, restarted: attempts.length > 1 })
      onEnd()
    }
    client.close()
  })
  await Promise.all(clients)
  return seen
}

/** One of Gradio's own clients, in so many processes. `command` runs the program. */
export async function runOfficial(client: 'js' | 'python', command: readonly string[], load: Load): Promise<SeenRun[]> {
  const { url, runs, words, delay, onEnd } = load
  const [program = '', ...args] = command
  const child = spawn(program, [...args, `${url}/apps/fixture/`, String(runs), String(words), String(delay)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const seen: SeenRun[] = []
  for await (const line of createInterface(child.stdout)) {
    const { end, values }: { end: string; values: string[] } = JSON.parse(line)
    const isComplete = end === 'complete'
    // The last value comes twice: as the last step, and with the end.
    const steps = isComplete && values.at(-1) === values.at(-2) ? values.slice(0, -1) : values
    const isTrue = areTrue(steps, isComplete ? values.slice(-1) : [], words)
    seen.push({ client, end: `${isComplete ? 'whole' : end}${isTrue ? '' : ', untrue'}`, resumed: false, restarted: false })
    onEnd()
  }
  return seen
}

export const OFFICIAL_JS = [process.execPath, '--conditions=gradio-stream-source', join(import.meta.dirname, 'fleet-official.ts')]
export const OFFICIAL_PYTHON = join(import.meta.dirname, 'fleet-official.py')

/** Whether these are the app's values from the first on, and all of them where the run succeeded. */
function areTrue(values: readonly string[], last: readonly string[], words: number): boolean {
  const isPrefix = values.every((value, index) => value === TEXT.slice(0, index + 1).join(' '))
  const isWhole = last.every((value) => value === TEXT.slice(0, words).join(' ')) && (last.length === 0 || values.length === words)
  return isPrefix && isWhole
}
