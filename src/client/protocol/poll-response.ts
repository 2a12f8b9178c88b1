/** The relay's answer to a poll. */
import * as z from 'zod/mini'

/** Answer of `GET …/queue/poll?session_hash=&after=&wait_ms=`. */
export const pollResponse = z.object({
  messages: z.array(z.object({ id: z.string(), message: z.unknown() })),
  /** Pass it as `after` next time. Unchanged if there was nothing new. */
  next: z.string(),
  /** No run of this session is pending. */
  done: z.boolean(),
})
export type PollResponse = z.infer<typeof pollResponse>
