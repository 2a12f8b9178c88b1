/**
 * The active devices of one form, and the frames from them to its run. Outside React, so that no data is lost during
 * rendering. On from the click on Start; off with the run, with Stop, and with the form.
 */
import type { Clock } from '@gradio-stream/client/internal/kit/clock'
import type { EndpointDescription, ParameterDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { Run } from '@gradio-stream/client/internal/run/run'
import type { Messages } from '../../messages/messages.ts'
import type { FormStore, LiveControl } from '../../form/form-store.ts'
import { isJsonObject } from '@gradio-stream/client/internal/protocol/json-object'
import type { InputReading } from '../input-kind.ts'
import { openCamera } from './camera.ts'
import { letGo, openDevice, refusalWords } from './device.ts'
import type { LiveKind } from './device.ts'
import { FramePump } from './frame-pump.ts'
import type { LiveSource } from './live-source.ts'
import { openMicrophone } from './microphone.ts'

/** One device as a field shows it. */
export interface LiveDevice {
  /** `asking`: the browser asks the person. `lost`: the device is gone. */
  readonly phase: 'asking' | 'on' | 'lost'
  /** `null` while it is requested. */
  readonly source: LiveSource | null
  /** Muted by the system: it sends silence or black pictures. */
  readonly isMuted: boolean
  /** Why a lost device could not be opened again. */
  readonly words: string | null
}

/** A session at one moment; a new object after each change. */
export interface LiveSnapshot {
  /** By parameter name; empty while all are off. */
  readonly devices: ReadonlyMap<string, LiveDevice>
  readonly isPaused: boolean
  readonly isEnding: boolean
  readonly waitingMs: number
  readonly droppedMs: number
}

/** What sending frames needs. */
export interface LiveRunOptions {
  readonly run: Run
  readonly endpoint: EndpointDescription
  readonly clock: Clock
  /** The present values of the other inputs, by position. */
  readonly others: () => readonly unknown[]
}

const OFF: LiveSnapshot = { devices: new Map(), isPaused: false, isEnding: false, waitingMs: 0, droppedMs: 0 }
const NEW: LiveDevice = { phase: 'asking', source: null, isMuted: false, words: null }

export class LiveSession implements LiveControl {
  readonly #form: FormStore
  readonly #listeners = new Set<() => void>()
  #snapshot = OFF
  #pump: FramePump | null = null
  #run: Run | null = null
  #lost: (readonly unknown[])[] = []
  /** The last picture of each camera, for a frame that another device triggers. */
  readonly #last = new Map<string, unknown>()

  constructor(form: FormStore) {
    this.#form = form
  }

  readonly getSnapshot = (): LiveSnapshot => this.#snapshot

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  get isEnding(): boolean {
    return this.#snapshot.isEnding
  }

  /** Switches a device on. Returns the first frame, or the reason in words. */
  async open(parameter: ParameterDescription, everyMs: number, messages: Messages): Promise<InputReading> {
    const kind = liveKindOf(parameter)
    const device = { ...NEW }
    this.#setDevice(parameter.name, device)
    this.#form.setLive(this)
    let source: LiveSource | null = null
    try {
      source = await openSource(kind, parameter, messages)
      await source.ready(everyMs)
      // It was closed meanwhile.
      if (this.#snapshot.devices.get(parameter.name) !== device) throw new DOMException('It is not wanted any more.', 'AbortError')
      const value = source.take()
      this.#last.set(parameter.name, value)
      this.#turnOn(parameter, source)
      return { ok: true, value }
    } catch (cause) {
      source?.close()
      if (this.#snapshot.devices.get(parameter.name) === device) this.close()
      return { ok: false, message: refusalWords(cause, kind, messages) }
    }
  }

  /** Sends frames into a run. A second call for the same run does nothing. */
  follow({ run, endpoint, clock, others }: LiveRunOptions): void {
    if (run === this.#run || this.#snapshot.devices.size === 0) return
    this.#pump?.stop()
    this.#run = run
    this.#pump = new FramePump({
      run,
      everyMs: endpoint.inputStream?.everyMs ?? 0,
      clock,
      take: (isLast) => this.#lost.shift() ?? this.#frame(endpoint, others(), isLast),
      onLost: (frame) => this.#lost.unshift(frame),
      onAnswer: () => this.#measure(),
    })
  }

  pause(isPaused: boolean): void {
    for (const { source } of this.#snapshot.devices.values()) source?.setPaused(isPaused)
    this.#pump?.setPaused(isPaused)
    this.#set({ isPaused })
  }

  /** Opens a lost device again, in the same run. */
  async reopen(parameter: ParameterDescription, messages: Messages): Promise<void> {
    const asking = { ...NEW }
    this.#setDevice(parameter.name, asking)
    const isWanted = (): boolean => this.#snapshot.devices.get(parameter.name) === asking
    try {
      const source = await openSource(liveKindOf(parameter), parameter, messages)
      if (!isWanted()) return source.close()
      this.#turnOn(parameter, source)
      this.#pump?.setPaused(false)
    } catch (cause) {
      const words = refusalWords(cause, liveKindOf(parameter), messages)
      if (isWanted()) this.#setDevice(parameter.name, { ...NEW, phase: 'lost', words })
    }
  }

  /** Takes in nothing more. The rest is sent, and the run ends with its last value. */
  stop(): void {
    for (const { source } of this.#snapshot.devices.values()) source?.close()
    this.#set({ isEnding: true, isPaused: false })
    this.#pump?.setPaused(false)
    this.#pump?.end()
  }

  /** Switches everything off; a run that goes on is told that no more frames come. */
  close(): void {
    if (this.#snapshot === OFF) return
    const run = this.#run
    this.#pump?.stop()
    this.#pump = null
    this.#run = null
    this.#lost = []
    this.#last.clear()
    for (const { source } of this.#snapshot.devices.values()) source?.close()
    this.#snapshot = OFF
    this.#form.setLive(null)
    for (const listener of this.#listeners) listener()
    void run?.closeInput().catch(() => {})
  }

  #frame(endpoint: EndpointDescription, others: readonly unknown[], isLast: boolean): readonly unknown[] | null {
    let isNew = false
    const values = endpoint.parameters.map(({ name }, index) => {
      const source = this.#snapshot.devices.get(name)?.source
      if (!source) return others[index]
      const value = isLast && !source.isGapless ? null : source.take()
      isNew ||= value !== null
      if (value !== null && !source.isGapless) this.#last.set(name, value)
      return value ?? (source.isGapless ? null : (this.#last.get(name) ?? null))
    })
    return isNew ? values : null
  }

  #turnOn(parameter: ParameterDescription, source: LiveSource): void {
    const { name } = parameter
    const show = (change: Partial<LiveDevice>): void => {
      const device = this.#snapshot.devices.get(name)
      if (device?.source === source && !this.isEnding) this.#setDevice(name, { ...device, ...change })
    }
    for (const track of source.stream.getTracks()) {
      track.addEventListener('ended', () => {
        // The event does not fire if the page itself ends the track.
        this.#pump?.setPaused(true)
        show({ phase: 'lost' })
      })
      track.addEventListener('mute', () => show({ isMuted: true }))
      track.addEventListener('unmute', () => show({ isMuted: false }))
    }
    this.#setDevice(name, { phase: 'on', source, isMuted: false, words: null })
  }

  #measure(): void {
    const backlogs = [...this.#snapshot.devices.values()].flatMap(({ source }) => (source ? [source.backlog] : []))
    const waitingMs = Math.max(0, ...backlogs.map((backlog) => backlog.waitingMs))
    const droppedMs = Math.max(0, ...backlogs.map((backlog) => backlog.droppedMs))
    if (waitingMs !== this.#snapshot.waitingMs || droppedMs !== this.#snapshot.droppedMs) this.#set({ waitingMs, droppedMs })
  }

  #setDevice(name: string, device: LiveDevice): void {
    this.#set({ devices: new Map(this.#snapshot.devices).set(name, device) })
  }

  #set(change: Partial<LiveSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...change }
    for (const listener of this.#listeners) listener()
  }
}

/** The device of a parameter. */
export function liveKindOf({ component }: Pick<ParameterDescription, 'component'>): LiveKind {
  return component === 'audio' ? 'microphone' : 'camera'
}

async function openSource(kind: LiveKind, { props }: ParameterDescription, messages: Messages): Promise<LiveSource> {
  if (kind === 'camera') {
    const options = isJsonObject(props.webcam_options) ? props.webcam_options : {}
    const constraints = isJsonObject(options.constraints) ? options.constraints : null
    const isMirrored = (options.mirror ?? props.mirror_webcam) !== false
    return openCamera(await openDevice(kind, constraints), isMirrored, messages.recording.cameraView)
  }
  // Created before any wait: a browser allows sound only in direct response to a click.
  const context = new AudioContext()
  let stream: MediaStream | null = null
  try {
    stream = await openDevice(kind, null)
    return await openMicrophone(context, stream)
  } catch (cause) {
    void context.close()
    if (stream) letGo(stream)
    throw cause
  }
}

const sessions = new WeakMap<FormStore, LiveSession>()

/** The devices of a form. */
export function liveSessionOf(form: FormStore): LiveSession {
  const session = sessions.get(form) ?? new LiveSession(form)
  sessions.set(form, session)
  return session
}
