/** `GradioProcess.Follow`: a run that a server began, as a card without a form. */
import { forwardRef, useMemo } from 'react'
import type { ReactElement } from 'react'
import { GradioContext, useGradioEnvironment } from '@gradio-stream/hooks/internal/gradio-environment'
import { useGradioFollow } from '@gradio-stream/hooks/internal/use-gradio-follow'
import { Arrangement } from './default-layout.tsx'
import type { ProcessComponents } from './default-layout.tsx'
import type { ProcessOptions } from './process-provider.tsx'
import { ProcessFrame } from './root.tsx'
import type { FrameProps } from './root.tsx'

/** Props of `GradioProcess.Follow`. `children` replace the default arrangement inside the frame. */
export type GradioProcessFollowProps = FrameProps &
  ProcessOptions & {
    /** The token that `relay.submit` or `relay.createWatchToken` gave. */
    token: string
    /** Components for single parts. */
    components?: ProcessComponents | undefined
  }

/**
 * Shows a run that a server began: its state, progress, log and outputs, and a button to cancel it if the token allows
 * that. It has no form: its inputs are not the page's.
 */
export const Follow = forwardRef<HTMLElement, GradioProcessFollowProps>(function GradioProcessFollow(props, ref): ReactElement {
  const { token, components, children, ...rest } = props
  const stream = useGradioFollow(token)
  const environment = useGradioEnvironment()
  // Files of the run are read with its token.
  const followed = useMemo(() => ({ ...environment, client: environment.client.withToken(token) }), [environment, token])
  return (
    <GradioContext.Provider value={followed}>
      <ProcessFrame ref={ref} {...rest} stream={stream}>
        {children ?? <Arrangement layout={props.layout ?? 'card'} components={components} />}
      </ProcessFrame>
    </GradioContext.Provider>
  )
})
