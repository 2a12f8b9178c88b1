/**
 * The data that is sent: streams of Gradio 6 frames, made from captures of a real server and written once, so that
 * serving them costs as little as possible.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const CAPTURES = join(import.meta.dirname, '..', 'test', 'fixtures', 'captures', 'gradio-6')

/**
 * `progress`, `tokens`: many small frames. `chat50`, `chat500`: tokens appended to the last of so many messages.
 * `table`: cells of 10,000 rows replaced one by one. `message`: one frame of so many megabytes. `runs`: so many runs at
 * once. `paced`: one frame every two milliseconds, each with the moment it was written.
 */
export type WorkloadName = 'progress' | 'tokens' | 'chat50' | 'chat500' | 'table' | 'message' | 'runs' | 'paced'

/**
 * How frames lie in HTTP chunks. `frame`: one each, as Gradio itself sends them. `block`: many in one of 16 kB, as a
 * proxy in front of an app passes them on; there reading costs less and a client's own work shows more.
 */
export type Chunking = 'frame' | 'block'

/** One stream a contender reads to its end. */
export interface Workload {
  readonly name: WorkloadName
  /** Progress events, edits after the first value, megabytes, or runs. */
  readonly count: number
}

/** Edits of a chat or a table. */
export const EDITS = 20_000

/** Frames of the paced stream; two seconds of them. */
export const PACED_COUNT = 1000

/** Progress events of each of the runs that go on at once. */
export const EVENTS_PER_RUN = 20

/** Runs, and events in each, that go before the measured one: what is measured is code the engine has compiled. */
export const WARM_UP: Readonly<Record<WorkloadName, { readonly runs: number; readonly count: number }>> = {
  progress: { runs: 4, count: 20_000 },
  tokens: { runs: 4, count: 20_000 },
  chat50: { runs: 4, count: 10_000 },
  chat500: { runs: 4, count: 10_000 },
  table: { runs: 4, count: 10_000 },
  message: { runs: 3, count: 1 },
  runs: { runs: 2, count: 20 },
  paced: { runs: 1, count: 300 },
}

/** Endpoint that is called, and where it stands in the captured config. */
export const ENDPOINTS: Readonly<Record<WorkloadName, { name: string; fnIndex: number }>> = {
  progress: { name: '/progress', fnIndex: 1 },
  tokens: { name: '/stream_text', fnIndex: 3 },
  chat50: { name: '/chat', fnIndex: 15 },
  chat500: { name: '/chat', fnIndex: 15 },
  table: { name: '/stream_table', fnIndex: 5 },
  message: { name: '/echo', fnIndex: 0 },
  runs: { name: '/progress_tqdm', fnIndex: 2 },
  paced: { name: '/slow', fnIndex: 11 },
}

/** Workloads whose value is edited, message by message. */
const EDITED: ReadonlySet<WorkloadName> = new Set(['tokens', 'chat50', 'chat500', 'table'])

/** Whether each message edits the value of the one before. */
export function isEdited(name: WorkloadName): boolean {
  return EDITED.has(name)
}

/** Frames a contender must have seen: the first value comes whole and is one more. */
export function expectedEvents({ name, count }: Workload): number {
  if (name === 'message') return 0
  return isEdited(name) ? count + 1 : count
}

/** The value the run ends with. */
export function expectedFinal({ name, count }: Workload): unknown {
  if (name === 'runs') return `${count} right`
  if (name === 'message') return 'word '.repeat(count * 200_000)
  if (name === 'table') return tableOf(count)
  if (name === 'chat50' || name === 'chat500')
    return chatOf(name, Array.from({ length: count }, (_, index) => pieceAt(tokenFrames(), index)).join(''))
  if (name !== 'tokens') return `done ${count}`
  const pieces = tokenFrames()
  return pieces.first.output.data[0] + Array.from({ length: count }, (_, index) => pieceAt(pieces, index)).join('')
}

/** A stream's bytes with the places where the event id stands, so that each run can have its own. */
export interface WireStream {
  readonly bytes: Buffer
  readonly idOffsets: readonly number[]
}

const BLOCK_BYTES = 16_384
/** Shorter than what follows the id in any frame. */
const CARRIED_BYTES = 8
const ID_LENGTH = 32
const ID_MARK = Buffer.from('"event_id":"')

/** The body of one stream in chunked transfer coding, ready for the socket. */
export function writeStream(workload: Workload, chunking: Chunking): WireStream {
  const all = frames(workload)
  return writeChunks(chunking === 'frame' ? all : blocks(all), true)
}

const ROWS = 10_000
const COLUMNS = 4

/** A chat whose last message ends with this text. */
function chatOf(name: 'chat50' | 'chat500', tail: string): readonly object[] {
  const count = name === 'chat50' ? 50 : 500
  return Array.from({ length: count }, (_, index) => ({
    role: index % 2 === 0 ? 'user' : 'assistant',
    metadata: null,
    content: [{ text: `Message ${index}. ${index === count - 1 ? tail : 'Some words that stay. '.repeat(8)}`, type: 'text' }],
    options: null,
  }))
}

/** A table in which so many cells were replaced, one after the other, at places all over it. */
function tableOf(edits: number): object {
  const data = Array.from({ length: ROWS }, (_, row) => Array.from({ length: COLUMNS }, (_, column) => `cell ${row} ${column}`))
  for (let index = 0; index < edits; index++) {
    const [row, column] = cellAt(index)
    data[row]?.splice(column, 1, `edit ${index}`)
  }
  return { headers: ['a', 'b', 'c', 'd'], data, metadata: null }
}

function cellAt(index: number): [row: number, column: number] {
  return [(index * 7919) % ROWS, index % COLUMNS]
}

/** The frames of one run of several on the same stream: its end is not the stream's. */
export function writeRun(): WireStream {
  return writeChunks(frames({ name: 'runs', count: EVENTS_PER_RUN }).slice(0, -1), false)
}

/** One frame in transfer coding. */
export function chunkOf(message: unknown): string {
  const frame = `data: ${JSON.stringify(message)}\n\n`
  return `${Buffer.byteLength(frame).toString(16)}\r\n${frame}\r\n`
}

/** The last words on a stream. */
export const LAST_CHUNKS = `${chunkOf({ msg: 'close_stream', event_id: null })}0\r\n\r\n`

function frames(workload: Workload): string[] {
  return messages(workload).map((message) => `data: ${JSON.stringify(message)}\n\n`)
}

function writeChunks(chunks: readonly string[], isEnd: boolean): WireStream {
  const coded = chunks.map((chunk) => `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`).join('')
  const bytes = Buffer.from(isEnd ? `${coded}0\r\n\r\n` : coded)
  const idOffsets: number[] = []
  for (let at = bytes.indexOf(ID_MARK); at !== -1; at = bytes.indexOf(ID_MARK, at + ID_LENGTH)) idOffsets.push(at + ID_MARK.length)
  return { bytes, idOffsets }
}

/** A block ends in the middle of a frame, as a full buffer does, but never in an event id, which is put in later. */
function blocks(frames: readonly string[]): string[] {
  const blocks: string[] = []
  let block = ''
  for (const frame of frames) {
    block += frame
    if (block.length < BLOCK_BYTES) continue
    const whole = block.slice(0, -CARRIED_BYTES)
    // Only a large frame is cut up further: its event id stands at its beginning.
    const size = whole.length > 2 * BLOCK_BYTES ? BLOCK_BYTES : whole.length
    for (let at = 0; at < whole.length; at += size) blocks.push(whole.slice(at, at + size))
    block = block.slice(-CARRIED_BYTES)
  }
  return [...blocks, block]
}

/** A run's messages without its end: what a paced server sends one by one. */
export function pacedMessages(count: number): { begin: readonly unknown[]; progress: object; completed: unknown } {
  const all = messages({ name: 'paced', count })
  return { begin: all.slice(0, 2), progress: all[2] as object, completed: all.at(-2) }
}

function messages(workload: Workload): unknown[] {
  const captured = capture(CAPTURE_OF[workload.name])
  const begin = captured.filter(({ msg }) => msg === 'estimation' || msg === 'process_starts')
  const completed = captured.find(({ msg }) => msg === 'process_completed')
  const end = captured.find(({ msg }) => msg === 'close_stream')
  const body = bodyMessages(workload, captured)
  // A run among several ends as a run alone: only the count of them is the workload's.
  const final = expectedFinal(workload.name === 'runs' ? { name: 'progress', count: workload.count } : workload)
  const output = { ...(completed?.output as object), data: [final] }
  return [...begin, ...body, { ...completed, output }, end]
}

const CAPTURE_OF: Readonly<Record<WorkloadName, string>> = {
  progress: 'progress_tqdm',
  chat50: 'chat',
  chat500: 'chat',
  table: 'stream_table',
  runs: 'progress_tqdm',
  paced: 'progress_tqdm',
  tokens: 'stream_text',
  message: 'echo',
}

function bodyMessages({ name, count }: Workload, captured: readonly CapturedMessage[]): unknown[] {
  if (name === 'message') return []
  if (name === 'chat50' || name === 'chat500') return chatMessages(name, count, captured)
  if (name === 'table') return tableMessages(count, captured)
  return name === 'tokens' ? tokenMessages(count) : progressMessages(captured, count)
}

/** Two nested levels, as `tqdm` in `tqdm` sends them. */
function progressMessages(captured: readonly CapturedMessage[], count: number): unknown[] {
  const sample = captured.find(({ msg }) => msg === 'progress')
  const [outer, inner] = (sample?.progress_data ?? []) as [object, object]
  const outerLength = Math.min(50, count)
  const innerLength = Math.ceil(count / outerLength)
  return Array.from({ length: count }, (_, index) => ({
    ...sample,
    progress_data: [
      { ...outer, index: Math.floor(index / innerLength) + 1, length: outerLength },
      { ...inner, index: index % innerLength, length: innerLength },
    ],
  }))
}

function tokenMessages(count: number): unknown[] {
  const { first, edits } = tokenFrames()
  return [first, ...Array.from({ length: count }, (_, index) => edits[index % edits.length])]
}

/** The captured frame with another value: the first, or edits of it. */
function stepsOf(captured: readonly CapturedMessage[], first: unknown, edits: readonly unknown[]): unknown[] {
  const sample = captured.find(({ msg }) => msg === 'process_generating')
  return [first, ...edits].map((value) => ({ ...sample, output: { ...(sample?.output as object), data: [value] } }))
}

function chatMessages(name: 'chat50' | 'chat500', count: number, captured: readonly CapturedMessage[]): unknown[] {
  const chat = chatOf(name, '')
  const pieces = tokenFrames()
  const edits = Array.from({ length: count }, (_, index) => [['append', [chat.length - 1, 'content', 0, 'text'], pieceAt(pieces, index)]])
  return stepsOf(captured, chat, edits)
}

function tableMessages(count: number, captured: readonly CapturedMessage[]): unknown[] {
  const edits = Array.from({ length: count }, (_, index) => [['replace', ['data', ...cellAt(index)], `edit ${index}`]])
  return stepsOf(captured, tableOf(0), edits)
}

interface GeneratingFrame {
  readonly output: { readonly data: readonly [string] }
}
interface EditFrame {
  readonly output: { readonly data: readonly [readonly [readonly ['append', [], string]]] }
}

/** The captured first value and the captured edits, which repeat. */
function tokenFrames(): { first: GeneratingFrame; edits: readonly EditFrame[] } {
  const [first, ...edits] = capture('stream_text').filter(({ msg }) => msg === 'process_generating')
  // The capture is a file of this repository and holds a text, then single appends.
  return { first: first as unknown as GeneratingFrame, edits: edits as unknown as EditFrame[] }
}

function pieceAt({ edits }: { edits: readonly EditFrame[] }, index: number): string {
  return edits[index % edits.length]?.output.data[0][0][2] ?? ''
}

type CapturedMessage = { readonly msg: string } & Readonly<Record<string, unknown>>

function capture(name: string): CapturedMessage[] {
  const lines = readFileSync(join(CAPTURES, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
  return lines
    .map((line) => JSON.parse(line) as { kind: string; data: CapturedMessage })
    .flatMap((entry) => (entry.kind === 'sse' ? [entry.data] : []))
}

/** A captured JSON answer: the app's config or info. */
export function capturedJson(name: 'config' | 'info'): Record<string, unknown> {
  return JSON.parse(readFileSync(join(CAPTURES, `${name}.json`), 'utf8')) as Record<string, unknown>
}
