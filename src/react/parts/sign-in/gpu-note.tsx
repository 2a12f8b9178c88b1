/**
 * Before a run at a ZeroGPU Space: how much GPU time is left, when it is restored, and whose it is. Renders nothing if
 * unknown.
 */
import { useEffect } from 'react'
import type { ReactElement } from 'react'
import { isSettled } from '@gradio-stream/client/internal/run/run-state'
import type { GradioStream } from '@gradio-stream/hooks/internal/gradio-stream'
import { useGradioClient } from '@gradio-stream/hooks/internal/gradio-environment'
import { useZeroGpuQuota } from '@gradio-stream/hooks/internal/use-zero-gpu-quota'
import type { ProcessSettings } from '../../kit/process-context.ts'
import { useNow } from '../../kit/use-now.ts'

/** The line. */
export function GpuNote({ stream, settings }: { stream: GradioStream; settings: ProcessSettings }): ReactElement | null {
  const { messages, formats, clock } = settings
  const { data: quota, refetch } = useZeroGpuQuota(stream.discovery.data)
  const hasEnded = isSettled(stream.state)
  const isKnown = quota !== null && quota !== undefined
  useEffect(() => {
    if (hasEnded && isKnown) void refetch()
  }, [hasEnded, isKnown, refetch])
  const now = useNow(clock, false)
  const canBeTold = useGradioClient().canAskQuota(stream.discovery.data)
  if (!canBeTold) return null
  // Its space is kept before the Hub has answered: a visible form does not move.
  if (!quota || quota.leftMs === null) return <p className="rgs-gpu-note" aria-hidden="true" />
  const words = messages.gpuTime
  const { leftMs, totalMs, resetsAt } = quota
  const left = messages.time.exact(leftMs, formats)
  const whole = totalMs === null || totalMs === 0 ? null : messages.time.exact(totalMs, formats)
  const isUsed = totalMs !== null && leftMs < totalMs
  const pieces = [
    leftMs === 0 ? words.none : words.left(left, whole),
    ...(isUsed && resetsAt !== null && resetsAt > now ? [words.back(messages.time.about(resetsAt - now, formats))] : []),
    words.payer,
  ]
  return (
    <p className="rgs-gpu-note">
      <bdi>{pieces.join(' ')}</bdi>
    </p>
  )
}
