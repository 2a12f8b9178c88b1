/** The rows and columns of the fault matrix: what goes wrong, and when, as rules for the network. */
import { completed, edited, estimation, generating, log, processStarts } from '../../src/testing/scenario-steps.ts'
import type { Scenario, ScenarioStep } from '../../src/testing/scenario.ts'
import { noAnswer } from './faulty-network.ts'
import type { Cut, Ending, FaultRule, Route } from './faulty-network.ts'
import type { OlderProtocol } from './older-call.ts'
import type { Way, World } from './world.ts'

/**
 * When it goes wrong: on the join, or as the message comes that is the first, the start, a value on the way, the last.
 */
export const MOMENTS = ['before join', 'joined', 'queued', 'running', 'last message'] as const
export type Moment = (typeof MOMENTS)[number]

export type Protocol = OlderProtocol | 'sse_v3'

export interface Fault {
  readonly name: string
  /** For the table. */
  readonly about: string
  readonly moments?: readonly Moment[]
  readonly ways?: readonly Way[]
  /** Those that have it; absent: all. */
  readonly protocols?: readonly Protocol[]
  /** A step the app sends beside the others. */
  readonly step?: ScenarioStep
  rule?: (world: World, moment: Moment) => FaultRule
  /** The rule is for the way between relay and app. */
  readonly isUpstream?: boolean
}

export const WORDS = ['one', 'one two', 'one two three', 'one two three four']

/**
 * Waits in the queue, starts, grows by edits, says something, ends. Every message has characters of two, three and four
 * bytes.
 */
export function scenarioFor(fault: Fault, moment: Moment): Scenario {
  const steps: ScenarioStep[] = [
    estimation(20, 1, 2, 3),
    estimation(100, 0, 1, 1),
    processStarts(200, 1),
    generating(100, [WORDS[0]]),
    edited(100, [['append', [], ' two']]),
    log(20, 'info', 'halfway'),
    edited(100, [['append', [], ' three']]),
    edited(100, [['append', [], ' four']]),
    completed(50, [WORDS[3]]),
  ].map((step) => (step.message ? { ...step, message: { ...step.message, note: 'é 漢字 😀' } } : step))
  const at = moment === 'before join' ? -1 : steps.findIndex(({ message }) => isMoment(moment, JSON.stringify(message)))
  if (fault.step && at >= 0) steps.splice(at, 0, fault.step)
  return { name: 'run', parameters: [], returns: [{ name: 'text', component: 'textbox' }], isGenerator: true, steps }
}

function isMoment(moment: Moment, text: string): boolean {
  switch (moment) {
    case 'before join':
      return false
    case 'joined':
      return text.includes('"estimation"')
    case 'queued':
      return text.includes('"process_starts"')
    case 'running':
      return text.includes(' three')
    case 'last message':
      return text.includes('"process_completed"')
    default:
      return moment satisfies never
  }
}

const html = () => new Response('<!doctype html><title>Sign in to the network</title>', { headers: { 'content-type': 'text/html' } })
const unknownSession = () => Response.json({ detail: 'Not Found' }, { status: 404 })
const unavailable = () => new Response('upstream is away', { status: 503, headers: { 'content-type': 'text/plain' } })
const tooMany = () => Response.json({ detail: 'Too many requests' }, { status: 429, headers: { 'retry-after': '7' } })
const never = () => new Promise<Response>(() => {})

/** Cuts the piece of the moment, once. */
function cutOnce(moment: Moment, cutOf: (piece: Uint8Array) => Cut, onCut: () => void = () => {}): NonNullable<FaultRule['cut']> {
  let isOver = false
  return (route, piece, text) => {
    if (isOver || route === 'join' || route === 'other' || !isMoment(moment, text)) return null
    isOver = true
    onCut()
    return cutOf(piece)
  }
}

/** What happens to the first join; those after it get through. */
export function onJoinOnce(happen: NonNullable<FaultRule['answer']>): FaultRule {
  let isOver = false
  return {
    answer(route, pass) {
      if (route !== 'join' || isOver) return undefined
      isOver = true
      return happen(route, pass)
    },
  }
}

/** A body that breaks; on the join its answer does. */
function breaking(cutOf: (piece: Uint8Array) => Cut): NonNullable<Fault['rule']> {
  return (_world, moment) => {
    if (moment !== 'before join') return { cut: cutOnce(moment, cutOf) }
    let isOver = false
    return {
      cut(route, piece) {
        if (isOver || route !== 'join') return null
        isOver = true
        return cutOf(piece)
      },
    }
  }
}

/** A cut, and wrong answers to what is asked next. */
function answering(answers: (count: number) => Response | undefined): NonNullable<Fault['rule']> {
  return (_world, moment) => {
    let count = 0
    let isStruck = moment === 'before join' || moment === 'joined'
    const isFor = (route: Route): boolean => (moment === 'before join' ? route === 'join' : route === 'data' || route === 'poll')
    return {
      answer: (route) => (isStruck && isFor(route) ? answers((count += 1)) : undefined),
      cut:
        moment === 'joined'
          ? () => null
          : cutOnce(
              moment,
              () => ({ keep: 0, ending: 'reset' }),
              () => (isStruck = true),
            ),
    }
  }
}

const whole = (ending: Ending) => (): Cut => ({ keep: 0, ending })
const middle = (piece: Uint8Array): Cut => ({ keep: Math.floor(piece.length / 2), ending: 'reset' })
/** Behind the first byte of the character of four, so that three are missing; a join's answer has none. */
const midCharacter = (piece: Uint8Array): Cut => {
  const at = piece.indexOf(0xf0)
  return { keep: (at < 0 ? Math.floor(piece.length / 2) : at) + 1, ending: 'end' }
}

function restarting(restart: (world: World) => void): NonNullable<Fault['rule']> {
  return (world, moment) => {
    if (moment !== 'before join') return { cut: cutOnce(moment, whole('reset'), () => restart(world)) }
    let isOver = false
    return {
      answer(route) {
        if (route === 'join' && !isOver) restart(world)
        if (route === 'join') isOver = true
        return undefined
      },
    }
  }
}

const AFTER_JOIN = ['joined', 'queued', 'running', 'last message'] as const

export const FAULTS: readonly Fault[] = [
  {
    name: 'reset',
    about: 'the connection is reset; before the join nobody hears of it',
    rule: (world, moment) => (moment === 'before join' ? onJoinOnce(() => noAnswer()) : breaking(whole('reset'))(world, moment)),
  },
  { name: 'clean end', about: 'the server or a proxy ends the answer in the middle without an error', rule: breaking(whole('end')) },
  { name: 'cut mid-line', about: 'half of the message arrives, then a reset', rule: breaking(middle) },
  { name: 'cut mid-character', about: 'the answer ends cleanly within a character of four bytes', rule: breaking(midCharacter) },
  { name: 'stall', about: 'open, and not a byte more, no heartbeat either', rule: breaking(whole('stall')) },
  { name: '503', about: 'a reset, then 503 twice', rule: answering((count) => (count <= 2 ? unavailable() : undefined)) },
  { name: '429', about: 'a reset, then 429 with `Retry-After: 7` once', rule: answering((count) => (count === 1 ? tooMany() : undefined)) },
  { name: '404', about: 'a reset, then 404 for good: the session is gone', rule: answering(() => unknownSession()) },
  {
    name: 'wrong content type',
    about: 'a reset, then every answer is called `text/plain`',
    rule: (world, moment) => {
      const { cut } = answering(() => undefined)(world, moment)
      let isStruck = moment === 'before join' || moment === 'joined'
      return {
        cut: (...piece) => {
          const found = cut?.(...piece) ?? null
          isStruck ||= found !== null
          return found
        },
        answer: async (route, pass) => {
          const response = await pass()
          const isMeant = isStruck && (moment !== 'before join' || route === 'join')
          return isMeant ? new Response(response.body, { status: response.status, headers: { 'content-type': 'text/plain' } }) : response
        },
      }
    },
  },
  {
    name: 'HTML',
    about: 'a reset, then a page of HTML with 200 once, as a network asks to sign in',
    rule: answering((count) => (count === 1 ? html() : undefined)),
  },
  {
    name: 'malformed JSON',
    about: 'the app sends a message that is no JSON',
    step: { afterMs: 5, text: '{"msg":"process_gen' },
    moments: AFTER_JOIN,
  },
  {
    name: 'unknown msg',
    about: 'the app sends a message of a type nobody knows',
    step: { afterMs: 5, message: { msg: 'brand_new' } },
    moments: AFTER_JOIN,
  },
  {
    name: 'server restart',
    about: 'what the client talks to (direct: the app, else the relay) is killed and back after 2 s with an empty memory',
    rule: restarting((world) => world.restart(2000)),
  },
  {
    name: 'app restart behind the relay',
    about: 'the app is killed and back after 2 s; the relay stays',
    ways: ['relay', 'polling'],
    isUpstream: true,
    rule: restarting((world) => world.restartApp(2000)),
  },
  {
    name: 'app stream reset behind the relay',
    about: "the relay's own stream from the app is reset",
    ways: ['relay', 'polling'],
    isUpstream: true,
    moments: AFTER_JOIN,
    rule: breaking(whole('reset')),
  },
  {
    name: 'join answered late',
    about: 'the run begins, the answer to its join comes 10 s later',
    moments: ['before join'],
    rule: ({ clock }) =>
      onJoinOnce((_route, pass) =>
        pass().then((response) => new Promise<Response>((resolve) => clock.schedule(() => resolve(response), 10_000))),
      ),
  },
  {
    name: 'join answer lost',
    about: 'the run begins, the answer to its join never comes',
    moments: ['before join'],
    rule: () =>
      onJoinOnce(async (_route, pass) => {
        const { body } = await pass()
        // Where the join is the stream, its app sees that it broke.
        await body?.cancel()
        return noAnswer()
      }),
  },
  {
    name: 'join never answered',
    about: 'the join is neither taken nor refused',
    moments: ['before join'],
    rule: () => onJoinOnce(never),
  },
  {
    name: 'inputs lost',
    about: 'only `sse`: the inputs never reach the app that asked for them; it waits for 5 s and ends the stream without a word',
    protocols: ['sse'],
    ways: ['direct', 'relay'],
    moments: ['queued'],
    isUpstream: true,
    rule: () => ({ answer: (route) => (route === 'inputs' ? noAnswer() : undefined) }),
  },
  {
    name: 'answer to the inputs lost',
    about: 'only `sse`: the app has the inputs, and whoever sent them does not hear of it',
    protocols: ['sse'],
    ways: ['direct', 'relay'],
    moments: ['queued'],
    isUpstream: true,
    rule: () => ({ answer: (route, pass) => (route === 'inputs' ? pass().then(() => noAnswer()) : undefined) }),
  },
  {
    name: 'inputs refused',
    about: 'only `sse`: the app answers 500 to the inputs',
    protocols: ['sse'],
    ways: ['direct', 'relay'],
    moments: ['queued'],
    isUpstream: true,
    rule: () => ({ answer: (route) => (route === 'inputs' ? new Response('Internal Server Error', { status: 500 }) : undefined) }),
  },
]
