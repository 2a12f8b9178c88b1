/** A store whose answers are timed. What waits for news is not: that is no time of the store's. */
import type { RunLog } from '../log/run-log.ts'

type Tell = (operation: string, tookMs: number, isAnswered: boolean) => void

export function timedLog(log: RunLog, tell: Tell): RunLog {
  const timed = async <Answer>(operation: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const startedAt = performance.now()
    let isAnswered = false
    try {
      const answer = await ask()
      isAnswered = true
      return answer
    } finally {
      tell(operation, performance.now() - startedAt, isAnswered)
    }
  }
  const readAt = log.readAt?.bind(log)
  return {
    ...(readAt ? { readAt: (key) => timed('read-at', () => readAt(key)) } : {}),
    begin: (...given) => timed('begin', () => log.begin(...given)),
    abandon: (...given) => timed('abandon', () => log.abandon(...given)),
    append: (...given) => timed('append', () => log.append(...given)),
    read: (key, request) => (request.waitMs > 0 ? log.read(key, request) : timed('read', () => log.read(key, request))),
    open: (key) => timed('open', () => log.open(key)),
    markDelivered: (...given) => timed('mark-delivered', () => log.markDelivered(...given)),
    expire: () => log.expire(),
    close: () => log.close(),
  }
}
