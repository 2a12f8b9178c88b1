/**
 * The messages of Gradio's queue on the wire (Gradio `server_messages.py`; 4.0 to 6.31). Additional fields are kept and
 * ignored. An unknown message is `unrecognized`. A known message with a wrong shape is `invalid` and names the wrong
 * fields. Nothing here throws.
 */
import * as z from 'zod/mini'
import { GradioStreamError } from '../errors.ts'
import { parseExact } from './exact-json.ts'
import { isHotMessage, readHotText } from './frequent-messages.ts'
import { preview } from './describe/preview.ts'

const eventId = z.optional(z.nullable(z.string()))
const seconds = z.optional(z.nullable(z.number()))
const text = z.optional(z.nullable(z.string()))

const progressUnit = z.looseObject({
  index: z.optional(z.nullable(z.number())),
  length: z.optional(z.nullable(z.number())),
  unit: text,
  progress: z.optional(z.nullable(z.number())),
  desc: text,
})

const output = z.optional(
  z.nullable(
    z.looseObject({
      data: z.optional(z.nullable(z.array(z.unknown()))),
      error: z.optional(z.nullable(z.unknown())),
      is_generating: z.optional(z.nullable(z.boolean())),
      duration: seconds,
      average_duration: seconds,
      title: text,
    }),
  ),
)

/** The relay's addition to a run that the server began: when it got this message, epoch milliseconds of its clock. */
const relayAt = z.optional(z.number())

/** The schema of every known message, by `msg`. */
export const MESSAGE_SCHEMAS = {
  estimation: z.looseObject({
    msg: z.literal('estimation'),
    event_id: eventId,
    rank: z.optional(z.nullable(z.number())),
    queue_size: z.optional(z.nullable(z.number())),
    rank_eta: seconds,
  }),
  process_starts: z.looseObject({ msg: z.literal('process_starts'), event_id: eventId, eta: seconds, relay_at: relayAt }),
  progress: z.looseObject({
    msg: z.literal('progress'),
    event_id: eventId,
    progress_data: z.optional(z.nullable(z.array(progressUnit))),
  }),
  log: z.looseObject({
    msg: z.literal('log'),
    event_id: eventId,
    log: z.string(),
    level: z.string(),
    duration: seconds,
    visible: z.optional(z.nullable(z.boolean())),
    title: text,
    /** The relay's addition: what the line says, if the relay wrote it. */
    code: z.optional(z.string()),
  }),
  process_generating: z.looseObject({
    msg: z.literal('process_generating'),
    event_id: eventId,
    output,
    success: z.optional(z.boolean()),
  }),
  process_streaming: z.looseObject({
    msg: z.literal('process_streaming'),
    event_id: eventId,
    output,
    success: z.optional(z.boolean()),
  }),
  process_completed: z.looseObject({
    msg: z.literal('process_completed'),
    event_id: eventId,
    output,
    success: z.boolean(),
    title: text,
    used_cache: text,
    cache_duration: seconds,
    avg_time: seconds,
    /** The relay's addition: the run ended because it was cancelled. */
    cancelled: z.optional(z.boolean()),
    /** The relay's addition: an error code if the relay, not the app, ended the run. */
    code: z.optional(z.string()),
    relay_at: relayAt,
  }),
  /**
   * Up to 4.8, the answer to a call when the queue is full. Servers that imitate Gradio also send it in newer streams.
   */
  queue_full: z.looseObject({ msg: z.literal('queue_full'), event_id: eventId }),
  heartbeat: z.looseObject({ msg: z.literal('heartbeat'), event_id: eventId }),
  close_stream: z.looseObject({ msg: z.literal('close_stream'), event_id: eventId }),
  unexpected_error: z.looseObject({
    msg: z.literal('unexpected_error'),
    event_id: eventId,
    message: text,
    session_not_found: z.optional(z.nullable(z.boolean())),
    /** The relay's addition: an error code if it says more than the words. */
    code: z.optional(z.string()),
  }),
} as const

type Schemas = typeof MESSAGE_SCHEMAS
/** One message of Gradio's queue, distinguished by `msg`. */
export type GradioMessage = { [Name in keyof Schemas]: z.infer<Schemas[Name]> }[keyof Schemas]
/** The message with that `msg`. */
export type GradioMessageOf<Name extends GradioMessage['msg']> = Extract<GradioMessage, { msg: Name }>
/** One level of progress as Gradio sends it. */
export type GradioProgressUnit = z.infer<typeof progressUnit>

/** A known message. Its `message` may be parsed when it is first read; `msg` and `eventId` are there at once. */
export interface KnownMessage {
  readonly kind: 'message'
  readonly eventId: string | null
  readonly msg: GradioMessage['msg']
  readonly message: GradioMessage
  /** `output.data` of a step whose values alone were parsed; absent or `null` for other messages. */
  readonly data?: readonly unknown[] | null
}

/** The result of reading one message. `eventId` is null for a message of the whole stream. */
export type MessageReading =
  | KnownMessage
  | { kind: 'unrecognized'; eventId: string | null; msg: string }
  | { kind: 'invalid'; eventId: string | null; msg: string | null; error: GradioStreamError<'message-invalid'> }

/** Reads the text of one SSE `data` field. */
export function parseMessage(data: string): MessageReading {
  const hot = readHotText(data)
  // Tests prove that the schema accepts these texts.
  if (hot) return hot as KnownMessage
  let value: unknown
  try {
    value = parseExact(data)
  } catch (cause) {
    return invalid(null, null, 'is not JSON', data, undefined, cause)
  }
  return readMessage(value)
}

/** Reads one parsed message, from a poll. */
export function readMessage(value: unknown): MessageReading {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return invalid(null, null, 'is no JSON object', preview(value))
  }
  const { msg, event_id } = value as { msg?: unknown; event_id?: unknown }
  const id = typeof event_id === 'string' ? event_id : null
  if (typeof msg !== 'string') return invalid(id, null, 'has no "msg"', preview(value))
  // Checked by hand, and tests prove that the result equals the schema's: zod costs more than parsing the JSON did.
  if (isHotMessage(msg, value)) return known(id, value as unknown as GradioMessage)
  if (!Object.hasOwn(MESSAGE_SCHEMAS, msg)) return { kind: 'unrecognized', eventId: id, msg }
  const result = z.safeParse(MESSAGE_SCHEMAS[msg as keyof Schemas], value)
  if (result.success) return known(id, result.data)
  const issues = result.error.issues.map((issue) => `${issue.path.join('.') || '(message)'}: ${issue.message}`)
  return invalid(id, msg, `"${msg}" has the wrong shape (${issues.join('; ')})`, preview(value), issues)
}

function known(eventId: string | null, message: GradioMessage): KnownMessage {
  return { kind: 'message', eventId, msg: message.msg, message }
}

function invalid(
  eventId: string | null,
  msg: string | null,
  what: string,
  seen: string,
  issues?: string[],
  cause?: unknown,
): MessageReading {
  const error = new GradioStreamError('message-invalid', {
    message: `A message of the app ${what}; it began with ${seen.slice(0, 80)}.`,
    hint: 'The run goes on without it. If it repeats, report it to the app with its Gradio version.',
    details: { seen, issues },
    cause,
  })
  return { kind: 'invalid', eventId, msg, error }
}
