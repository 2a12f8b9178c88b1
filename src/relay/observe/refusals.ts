/** Tells of requests that are refused: what was asked for, by whom, and with which code. */
import { ownerOf } from '../guard/access.ts'
import type { Admit, Asked } from '../guard/access.ts'
import { refusalCode } from '../routes/responses.ts'
import type { RelayEvents } from './relay-events.ts'

/** The same, and notes on each request what it is about. */
export function notedAdmission(admit: Admit): Admit {
  return async (asked, app, access) => {
    asked.about = { action: access.action, app: app.name, owner: null }
    const visitor = await admit(asked, app, access)
    if (!(visitor instanceof Response)) asked.about.owner = visitor.opened ? ownerOf(visitor.opened.key) : visitor.owner
    return visitor
  }
}

/** Passes an answer on, and tells of it if it is a refusal. */
export function tellRefusal(events: RelayEvents, asked: Asked | undefined, answer: Response): Response {
  const code = refusalCode(answer)
  if (code === undefined) return answer
  const { action = null, app = null, owner = null } = asked?.about ?? {}
  events.refused({ action, app, owner, status: answer.status, code })
  return answer
}
