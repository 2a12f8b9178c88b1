/** What part stories are drawn in: the context of a process at a fixed moment, and nothing around the part. */
import { createElement } from 'react'
import type { ComponentProps, ElementType, ReactElement, ReactNode } from 'react'
import { GradioProcess, type GradioStream } from '../src/react/index.ts'
import { stillClock } from './fixtures.ts'

/** Args of a part story: the state to draw, and the part's own props. */
export type PartArgs<Part extends ElementType> = Omit<ComponentProps<Part>, 'ref' | 'render'> & {
  /** What the part draws. */
  stream: GradioStream
}

/** Draws a part from a given state. */
export function PartFrame({ stream, children }: { stream: GradioStream; children: ReactNode }): ReactElement {
  return (
    <div style={{ maxInlineSize: 560 }}>
      <GradioProcess.View stream={stream} clock={stillClock} locale="en" layout="inline">
        {children}
      </GradioProcess.View>
    </div>
  )
}

/** The `render` of a part's stories: the part alone in its frame. */
export function inFrame<Part extends ElementType>(Part: Part): (args: PartArgs<Part>) => ReactElement {
  return ({ stream, ...args }) => <PartFrame stream={stream}>{createElement(Part, args as ComponentProps<Part>)}</PartFrame>
}
