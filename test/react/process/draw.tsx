/** Draws parts from a given state under StrictMode, for tests of parts. */
import { render, type RenderResult } from '@testing-library/react'
import { StrictMode, type ReactNode } from 'react'
import type { Clock } from '../../../src/client/kit/clock.ts'
import type { GradioStream } from '../../../src/hooks/gradio-stream.ts'
import { GradioProcess } from '../../../src/react/process/gradio-process.tsx'
import type { ProcessOptions } from '../../../src/react/process/process-provider.tsx'
import { stillClock } from '../../../stories/fixtures.ts'

export interface Drawn extends RenderResult {
  /** Draws the same parts from another state. */
  show: (stream: GradioStream) => void
}

/** With children only those are drawn, otherwise the whole card. */
export function draw(stream: GradioStream, children?: ReactNode, options: ProcessOptions & { clock?: Clock } = {}): Drawn {
  const tree = (shown: GradioStream) => (
    <StrictMode>
      <GradioProcess.View stream={shown} clock={stillClock} locale="en" {...options}>
        {children}
      </GradioProcess.View>
    </StrictMode>
  )
  const result = render(tree(stream))
  return { ...result, show: (next) => result.rerender(tree(next)) }
}
