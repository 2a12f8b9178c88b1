/**
 * The toasts themselves. All processes of a page share one stack, drawn by the first of them, so that no two lie over each
 * other and one landmark (F6) leads to all. Not a live region: the announcer has said the line already.
 */
import { Toast } from '@base-ui/react/toast'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { ReactElement, RefObject } from 'react'
import { AppWords } from './app-words.tsx'
import { Icon } from './icons.tsx'
import { titleOfLog } from './log-title.ts'
import { LOG_SIGNS } from './log-list.tsx'
import type { ProcessSettings } from './process-context.ts'
import type { Toasted } from './toasts.tsx'

interface ToastStackProps {
  readonly toasted: readonly Toasted[]
  readonly limit: number
  readonly settings: ProcessSettings
}

// An app's number: timers count to 2^31 ms at most and would fire at once beyond.
const LONGEST_MS = 3_600_000
const UNTIL_DISMISSED = 0

const manager = Toast.createToastManager<Toasted>()
const stacks: symbol[] = []
const listeners = new Set<() => void>()

/** Adds what is new to the page's stack, and draws the stack where this is the first on the page. */
export default function ToastStack({ toasted, limit, settings }: ToastStackProps): ReactElement | null {
  const isFirst = useIsFirst()
  const added = useRef(new Set<string>())
  useEffect(() => {
    if (isFirst === null) return
    for (const one of toasted) {
      if (added.current.has(one.id)) continue
      added.current.add(one.id)
      const { durationMs } = one.entry
      const timeout = durationMs === null || durationMs <= 0 ? UNTIL_DISMISSED : Math.min(durationMs, LONGEST_MS)
      manager.add({ id: one.id, type: one.entry.level, timeout, data: one })
    }
  }, [toasted, isFirst])
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
          <span className="rgs-visually-hidden">{`${messages.logs.levels[entry.level]}: `}</span>
          {title !== null && <bdi>{title}</bdi>}
        </Toast.Title>
        <Toast.Description className="rgs-toast-text" render={<div />}>
          <bdi>
            <AppWords text={entry.message} app={app} messages={messages} />
          </bdi>
        </Toast.Description>
      </div>
      {/* Shown always: hidden unless hovered is for toasts that lie over each other. */}
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

/** Above everything of the page, and still heir to the tokens around the process: a portal to the body would lose them. */
function raise(element: HTMLElement | null): void {
  if (!element || typeof element.showPopover !== 'function') return
  element.popover = 'manual'
  element.showPopover()
}

type Side = 'start' | 'end'

/** Whatever a toast lies over, it is neither the cancel button nor what has the focus. */
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

/** The half of the window the cancel button is not in, unless it would cover what somebody works at, and the other would not. */
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
