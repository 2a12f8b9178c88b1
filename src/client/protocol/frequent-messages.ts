/**
 * Checks the frequent messages by hand. `isHotMessage` says yes exactly for what the schema in `messages.ts` accepts.
 * `readHotText` reads a text only if the schema accepts its message. Property tests compare them. After a no, the
 * schema decides and finds the words.
 */
import { hasLongInteger, parseExact } from './exact-json.ts'

/** The text of a JSON string without its quotes. `NUMBER` below is finite and exact as a JavaScript number. */
const CHARACTERS = String.raw`[^"\\\x00-\x1f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\x00-\x1f]*)*`
const NUMBER = String.raw`-?(?:0|[1-9]\d{0,14})(?:\.\d+)?(?:[eE][+-]?\d{1,2})?`
const TEXT_OR_NULL = `(?:null|"${CHARACTERS}")`
const NUMBER_OR_NULL = `(?:null|${NUMBER})`
const LEVEL = `\\{"index":${NUMBER_OR_NULL},"length":${NUMBER_OR_NULL},"unit":${TEXT_OR_NULL},"progress":${NUMBER_OR_NULL},"desc":${TEXT_OR_NULL}\\}`

const PROGRESS_START = '{"msg":"progress","event_id":"'
const STEP_START = '{"msg":"process_generating","event_id":"'
const PROGRESS_DATA = '","progress_data":['
const STEP_DATA = '","output":{"data":['
const DATA_END = ',"is_generating":'
/** What follows the bracket in a progress message of Gradio 4.13 to 6. */
const PROGRESS_END = new RegExp(`(?:${LEVEL}(?:,${LEVEL})*)?\\]\\}$`, 'y')
/** What follows the values in a generator's step. */
const STEP_END = new RegExp(
  `,"is_generating":(?:true|false)(?:,"duration":${NUMBER_OR_NULL})?(?:,"average_duration":${NUMBER_OR_NULL})?(?:,"render_config":null)?` +
    `(?:,"changed_state_ids":\\[\\])?(?:,"used_cache":null)?\\},"success":(?:true|false)(?:,"time_limit":${NUMBER_OR_NULL})?\\}$`,
  'y',
)
const LETTER_C = 99
const LETTER_G = 103
/** An event id without escapes. */
const PLAIN_ID = /^[\w-]+$/

/** A frequent message with a valid text. Only the parts that are read are parsed. */
export class HotText {
  readonly kind = 'message'
  readonly msg: 'progress' | 'process_generating'
  readonly eventId: string
  /** `output.data` of a step; `null` for progress. */
  readonly data: readonly unknown[] | null
  /** The whole text of a step, the text of a progress message's list. */
  readonly #text: string
  #message: unknown

  constructor(msg: HotText['msg'], eventId: string, text: string, data: HotText['data']) {
    this.msg = msg
    this.eventId = eventId
    this.data = data
    this.#text = text
  }

  /** The whole message, parsed when it is first read. */
  get message(): unknown {
    this.#message ??=
      this.msg === 'progress'
        ? { msg: this.msg, event_id: this.eventId, progress_data: JSON.parse(this.#text) as unknown }
        : parseExact(this.#text)
    return this.#message
  }
}

/**
 * Reads the text of a progress message or of a generator's step, as Gradio writes them. Progress is not parsed yet; of
 * a step, only the values are parsed. `null` for other messages, for other ways to write them, and for values that may
 * contain an integer that is too long for a number.
 */
export function readHotText(text: string): HotText | null {
  // `{"msg":"progress` and `{"msg":"process_generating` differ here first.
  const letter = text.charCodeAt(11)
  if (letter === LETTER_G) return readProgressText(text)
  return letter === LETTER_C ? readStepText(text) : null
}

function readProgressText(text: string): HotText | null {
  const beginning = text.startsWith(progress.text) ? progress : beginningOf(text, PROGRESS_START, PROGRESS_DATA)
  if (beginning === null) return null
  progress = beginning
  PROGRESS_END.lastIndex = beginning.text.length
  if (!PROGRESS_END.test(text)) return null
  // Copied, since it stays unparsed: a substring keeps its whole text alive, here the chunk it arrived in.
  return new HotText('progress', beginning.eventId, ` ${text.slice(beginning.text.length - 1, -1)}`.slice(1), null)
}

function readStepText(text: string): HotText | null {
  const beginning = text.startsWith(step.text) ? step : beginningOf(text, STEP_START, STEP_DATA)
  if (beginning === null) return null
  step = beginning
  const start = beginning.text.length
  const end = text.indexOf(DATA_END, start)
  STEP_END.lastIndex = end
  // The text before and after the values was compared, so the whole text is valid if the values are.
  const data = end > 0 && STEP_END.test(text) ? parseData(text.slice(start - 1, end)) : null
  return data && new HotText('process_generating', beginning.eventId, text, data)
}

/** How a message begins, up to the bracket of its list. */
interface Beginning {
  readonly text: string
  readonly eventId: string
}

/**
 * The beginnings that were read last. Most messages of a stream begin as the one before did, and a map finds the same
 * string faster than an equal one. No text begins with the first ones.
 */
let progress: Beginning = { text: '\0', eventId: '' }
let step: Beginning = progress

/** Reads a beginning; `null` if it is another one, or has an event id with escapes. */
function beginningOf(text: string, before: string, after: string): Beginning | null {
  if (!text.startsWith(before)) return null
  const end = text.indexOf('"', before.length)
  if (end < 0 || !text.startsWith(after, end)) return null
  const id = text.slice(before.length, end)
  // Copied, as above.
  return PLAIN_ID.test(id) ? { text: `${before}${id}${after}`, eventId: ` ${id}`.slice(1) } : null
}

/** The values; `null` for invalid JSON, and for numbers that `JSON.parse` may round. */
function parseData(text: string): unknown[] | null {
  if (hasLongInteger(text)) return null
  try {
    // The text begins with a bracket.
    return JSON.parse(text) as unknown[]
  } catch {
    return null
  }
}

/** Whether a message of a frequent kind has the shape its schema asks for. */
export function isHotMessage(msg: string, message: object): boolean {
  // As JSON gave it. Every field is checked before its use.
  const fields = message as Readonly<Record<string, unknown>>
  if (!isText(fields.event_id)) return false
  switch (msg) {
    case 'progress':
      return isProgress(fields.progress_data)
    case 'process_generating':
      return isOutput(fields.output) && (fields.success === undefined || typeof fields.success === 'boolean')
    case 'estimation':
      return isNumber(fields.rank) && isNumber(fields.queue_size) && isNumber(fields.rank_eta)
    case 'log':
      return (
        typeof fields.log === 'string' &&
        typeof fields.level === 'string' &&
        isNumber(fields.duration) &&
        isBoolean(fields.visible) &&
        isText(fields.title) &&
        (fields.code === undefined || typeof fields.code === 'string')
      )
    case 'heartbeat':
      return true
    default:
      return false
  }
}

function isProgress(units: unknown): boolean {
  if (units === undefined || units === null) return true
  if (!Array.isArray(units)) return false
  for (const unit of units) if (!isProgressUnit(unit)) return false
  return true
}

function isProgressUnit(unit: unknown): boolean {
  if (typeof unit !== 'object' || unit === null || Array.isArray(unit)) return false
  // As above.
  const fields = unit as Readonly<Record<string, unknown>>
  return isNumber(fields.index) && isNumber(fields.length) && isText(fields.unit) && isNumber(fields.progress) && isText(fields.desc)
}

function isOutput(output: unknown): boolean {
  if (output === undefined || output === null) return true
  if (typeof output !== 'object' || Array.isArray(output)) return false
  // As above.
  const fields = output as Readonly<Record<string, unknown>>
  return (
    (fields.data === undefined || fields.data === null || Array.isArray(fields.data)) &&
    isBoolean(fields.is_generating) &&
    isNumber(fields.duration) &&
    isNumber(fields.average_duration) &&
    isText(fields.title)
  )
}

function isText(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'string'
}

function isNumber(value: unknown): boolean {
  return value === undefined || value === null || Number.isFinite(value)
}

function isBoolean(value: unknown): boolean {
  return value === undefined || value === null || typeof value === 'boolean'
}
