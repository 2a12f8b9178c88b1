/**
 * What is sent: streams of Gradio 6 frames, made from captures of a real server and written out once,
 * so that serving them costs the machine as little as it can.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const CAPTURES = join(import.meta.dirname, '..', 'test', 'fixtures', 'captures', 'gradio-6')

export type WorkloadName = 'progress' | 'tokens'

/**
 * How frames lie in HTTP chunks. `frame`: one each, as Gradio itself sends them. `block`: many in one of 16 kB, as a proxy
 * in front of an app passes them on; there reading costs less and a client's own work shows more.
 */
export type Chunking = 'frame' | 'block'

/** One stream a contender reads to its end. */
export interface Workload {
  readonly name: WorkloadName
  /** Progress events, or appended tokens after the first value. */
  readonly count: number
}

/** Runs, and events in each, that go before the measured one: what is measured is code the engine has compiled. */
export const WARM_UP = { runs: 4, count: 20_000 } as const

/** Endpoint that is called, and where it stands in the captured config. */
export const ENDPOINTS: Readonly<Record<WorkloadName, { name: string; fnIndex: number }>> = {
  progress: { name: '/progress', fnIndex: 1 },
  tokens: { name: '/stream_text', fnIndex: 3 },
}

/** Frames a contender must have seen: the first value of a text comes whole and is one more. */
export function expectedEvents({ name, count }: Workload): number {
  return name === 'tokens' ? count + 1 : count
}

/** The value the run ends with. */
export function expectedFinal({ name, count }: Workload): string {
  if (name === 'progress') return `done ${count}`
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
  const frames = messages(workload).map((message) => `data: ${JSON.stringify(message)}\n\n`)
  const chunks = chunking === 'frame' ? frames : blocks(frames)
  const bytes = Buffer.from(`${chunks.map((chunk) => `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`).join('')}0\r\n\r\n`)
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
    blocks.push(block.slice(0, -CARRIED_BYTES))
    block = block.slice(-CARRIED_BYTES)
  }
  return [...blocks, block]
}

function messages(workload: Workload): unknown[] {
  const captured = capture(workload.name === 'progress' ? 'progress_tqdm' : 'stream_text')
  const begin = captured.filter(({ msg }) => msg === 'estimation' || msg === 'process_starts')
  const completed = captured.find(({ msg }) => msg === 'process_completed')
  const end = captured.find(({ msg }) => msg === 'close_stream')
  const body = workload.name === 'progress' ? progressMessages(captured, workload.count) : tokenMessages(workload.count)
  const output = { ...(completed?.output as object), data: [expectedFinal(workload)] }
  return [...begin, ...body, { ...completed, output }, end]
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
