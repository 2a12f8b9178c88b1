/**
 * The toasts. All processes of a page share one stack, which the first of them draws, so that toasts never overlap and
 * one landmark (F6) leads to all. Not a live region: the announcer reads the line.
 */
import { Toast } from '@base-ui/react/toast'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { ReactElement, RefObject } from 'react'
import { AppWords } from '../app-text.tsx'
import { Icon } from '../../kit/icons.tsx'
import { textOfLog, titleOfLog } from '../log/log-words.ts'
import { LOG_SIGNS } from '../log/log-list.tsx'
import type { ProcessSettings } from '../../kit/process-context.ts'
import type { Toasted } from './toasts.tsx'
import { visuallyHidden } from '../../kit/visually-hidden.ts'

interface ToastStackProps {
  readonly toasted: readonly Toasted[]
  /** Prefix of the present run's ids; toasts of other runs are removed. */
  readonly run: string
  readonly limit: number
  readonly settings: ProcessSettings
}

// The app chooses the number: timers count to 2^31 ms at most and would fire at once beyond.
const LONGEST_MS = 3_600_000
const UNTIL_DISMISSED = 0

const manager = Toast.createToastManager<Toasted>()
const stacks: symbol[] = []
const listeners = new Set<() => void>()

/**
 * Adds new toasts to the page's stack, removes those of an earlier run, and draws the stack if this is the first
 * process on the page.
 */
export default function ToastStack({ toasted, run, limit, settings }: ToastStackProps): ReactElement | null {
  const isFirst = useIsFirst()
  const added = useRef(new Set<string>())
  useEffect(() => {
    if (isFirst === null) return
    for (const id of added.current) {
      if (id.startsWith(run)) continue
      added.current.delete(id)
      manager.close(id)
    }
    for (const one of toasted) {
      if (added.current.has(one.id)) continue
      added.current.add(one.id)
      const { durationMs } = one.entry
      const timeout = durationMs === null || durationMs <= 0 ? UNTIL_DISMISSED : Math.min(durationMs, LONGEST_MS)
      manager.add({ id: one.id, type: one.entry.level, timeout, data: one })
    }
  }, [toasted, run, isFirst])
  if (!isFirst) return null
  return (
    <Toast.Provider toastManager={manager} limit={limit}>
      <Stack settings={settings} />
    </Toast.Provider>
  )
}

function Stack({ settings }: { settings: ProcessSettings }): ReactElement {
  const { messages } = settings
  const { toasts } = Toast.useToastManager<Toasted>()
  const viewport = useRef<HTMLDivElement>(null)
  useEffect(() => raise(viewport.current), [])
  const side = useFreeSide(viewport, toasts.length)
  return (
    <Toast.Viewport ref={viewport} className="rgs-toasts" aria-label={messages.logs.toasts} aria-live="off" data-side={side}>
      {toasts.map((toast) => (
        <Toast.Root key={toast.id} toast={toast} className="rgs-toast" swipeDirection={['left', 'right']}>
          {toast.data && <Line toasted={toast.data} settings={settings} />}
        </Toast.Root>
      ))}
    </Toast.Viewport>
  )
}

function Line({ toasted: { entry, app }, settings: { messages } }: { toasted: Toasted; settings: ProcessSettings }): ReactElement {
  const title = titleOfLog(entry, messages)
  return (
    <Toast.Content className="rgs-toast-content">
      <Icon name={LOG_SIGNS[entry.level]} />
      <div className="rgs-toast-words">
        <Toast.Title className="rgs-toast-title" render={<p />}>
          <span {...visuallyHidden}>{`${messages.logs.levels[entry.level]}: `}</span>
          {title !== null && <bdi>{title}</bdi>}
        </Toast.Title>
        <Toast.Description className="rgs-toast-text" render={<div />}>
          <bdi>
            <AppWords text={textOfLog(entry, messages)} app={app} messages={messages} />
          </bdi>
        </Toast.Description>
      </div>
      {/* Always visible: hiding it until hover is for stacked toasts. */}
      <Toast.Close className="rgs-toast-close" aria-label={messages.logs.dismiss} aria-hidden={false}>
        <Icon name="cross" />
      </Toast.Close>
    </Toast.Content>
  )
}

/** Whether this stack is the one that draws; `null` until it is known. */
function useIsFirst(): boolean | null {
  const [own] = useState(() => Symbol('stack'))
  useEffect(() => {
    stacks.push(own)
    tell()
    return () => {
      stacks.splice(stacks.indexOf(own), 1)
      tell()
    }
  }, [own])
  return useSyncExternalStore(
    subscribe,
    () => (stacks.includes(own) ? stacks[0] === own : null),
    () => null,
  )
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function tell(): void {
  for (const listener of listeners) listener()
}

/** Above everything on the page, and still with the tokens around the process: a portal to the body would lose them. */
function raise(element: HTMLElement | null): void {
  if (!element || typeof element.showPopover !== 'function') return
  element.popover = 'manual'
  element.showPopover()
}

type Side = 'start' | 'end'

/** A toast never covers the cancel button or the focused element. */
function useFreeSide(viewport: RefObject<HTMLDivElement | null>, count: number): Side {
  const [side, setSide] = useState<Side>('start')
  useEffect(() => {
    const stack = viewport.current
    if (count === 0 || !stack) return undefined
    const look = (): void => setSide(freeSide(stack))
    look()
    const page = stack.ownerDocument
    page.addEventListener('focusin', look)
    addEventListener('scroll', look, { passive: true, capture: true })
    addEventListener('resize', look)
    return () => {
      page.removeEventListener('focusin', look)
      removeEventListener('scroll', look, { capture: true })
      removeEventListener('resize', look)
    }
  }, [viewport, count])
  return side
}

/** The half of the window without the cancel button, unless only that half would cover what a person works on. */
function freeSide(stack: HTMLElement): Side {
  const page = stack.ownerDocument
  const tops = [...page.querySelectorAll('[data-action="cancel"]')]
    .map((button) => button.getBoundingClientRect())
    .filter(({ top, bottom }) => bottom > 0 && top < innerHeight)
  const side = tops.some(({ top }) => top < innerHeight / 2) && !tops.some(({ top }) => top >= innerHeight / 2) ? 'end' : 'start'
  const { activeElement, body } = page
  if (!activeElement || activeElement === body || stack.contains(activeElement)) return side
  const own = stack.getBoundingClientRect()
  const at = activeElement.getBoundingClientRect()
  const margin = Math.min(own.top, innerHeight - own.bottom)
  const isUnder = { start: at.top < margin + own.height, end: at.bottom > innerHeight - margin - own.height }
  const other = side === 'start' ? 'end' : 'start'
  return at.right > own.left && at.left < own.right && isUnder[side] && !isUnder[other] ? other : side
}
