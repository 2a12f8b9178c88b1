/**
 * Ten processes on one page, each with a run that brings 100 events a second; counts React's commits and the browser's
 * frames.
 */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { GradioProcess, GradioProvider, useGradioDiscovery, useGradioStream } from '../../../src/react/index.ts'
import '../../../src/react/styles/index.css'
import { EVENTS_PER_PROCESS, PROCESSES } from './load.ts'

/** What the benchmark reads when all runs have ended. */
export interface PageCounts {
  startedAt: number
  endedAt: number
  frames: number
  /** Commits of any of the processes while all runs went on. Starts and ends are told at once, each by itself. */
  commits: number
  /** Most commits in one frame. */
  mostInFrame: number
  /** Events that reached the states. */
  events: number
}

declare global {
  interface Window {
    counts: PageCounts
    begin(): void
  }
}

const counts: PageCounts = { startedAt: 0, endedAt: 0, frames: 0, commits: 0, mostInFrame: 0, events: 0 }
window.counts = counts
let inFrame = 0
let ended = 0
const STARTING_MS = 1000

// Told by the probe that stands where React's developer tools would.
window.onCommit = () => {
  if (!isSteady()) return
  counts.commits += 1
  inFrame += 1
  counts.mostInFrame = Math.max(counts.mostInFrame, inFrame)
}

/** All have begun, none has ended. */
function isSteady(): boolean {
  return counts.startedAt !== 0 && ended === 0 && performance.now() > counts.startedAt + STARTING_MS
}

function frame(): void {
  inFrame = 0
  if (isSteady()) {
    if (counts.frames === 0) performance.mark('bench:steady')
    counts.frames += 1
  }
  requestAnimationFrame(frame)
}

const submits: (() => void)[] = []

function Process({ index }: { index: number }) {
  const stream = useGradioStream({ app: 'bench', endpoint: '/progress' })
  const { state, submit } = stream
  useEffect(() => {
    submits[index] = () => submit([EVENTS_PER_PROCESS, 0])
  }, [index, submit])
  const isOver = state.status === 'succeeded'
  useEffect(() => {
    if (!isOver) return
    ended += 1
    if (ended === 1) performance.mark('bench:first ended')
    if (ended === PROCESSES) counts.endedAt = performance.now()
  }, [isOver])
  useEffect(() => {
    if (state.status === 'succeeded') counts.events += state.sequence
  }, [state])
  return <GradioProcess.View stream={stream} layout="card" />
}

function Page() {
  const { isSuccess } = useGradioDiscovery('bench')
  useEffect(() => {
    if (isSuccess) document.title = 'ready'
  }, [isSuccess])
  return (
    <main style={{ display: 'grid', gridTemplateColumns: 'repeat(2, 1fr)', gap: 12 }}>
      {Array.from({ length: PROCESSES }, (_, index) => (
        <Process key={index} index={index} />
      ))}
    </main>
  )
}

window.begin = () => {
  counts.startedAt = performance.now()
  for (const submit of submits) submit()
}
requestAnimationFrame(frame)
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no #root.')
createRoot(root).render(
  <QueryClientProvider client={new QueryClient()}>
    <GradioProvider backendUrl="/api/experimental/sse">
      <Page />
    </GradioProvider>
  </QueryClientProvider>,
)
