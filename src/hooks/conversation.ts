/**
 * The messages in the chats of one slot: one turn per run that had a reply (`EndpointDescription.chat`). The app keeps
 * its own history for the session. If the two differ, `owed` is what the app must be told before the next run.
 */
import { createReplyReader, questionMessage } from '@gradio-stream/client/internal/protocol/values/chat-turns'
import type { ChatDescription } from '@gradio-stream/client/internal/protocol/describe/app-description'
import type { Run } from '@gradio-stream/client/internal/run/run'

interface Turn {
  readonly inputs: readonly unknown[]
  readonly messages: readonly unknown[]
}

interface Present {
  readonly run: Run
  readonly question: unknown
  readonly read: (value: unknown) => readonly unknown[]
}

/** A run and its values, if any. */
export interface Talk {
  readonly run: Run
  readonly values: readonly unknown[] | null
  readonly isGoing: boolean
}

/** Keeps the turns of one slot. */
export class Conversation {
  #turns: readonly Turn[] = []
  #present: Present | null = null
  #chat: ChatDescription | null = null
  #owed: readonly unknown[] | null = null
  #shown: { readonly key: readonly unknown[]; readonly messages: readonly unknown[] } | null = null

  /**
   * All messages, including the present run's; `null` if the endpoint is not known to be a chat. The same list without
   * news.
   */
  messages(talk: Talk | null): readonly unknown[] | null {
    const chat = talk?.run.endpoint.chat ?? this.#chat
    if (!chat) return null
    const own = talk ? this.#turnOf(talk) : []
    const key = [this.#turns, ...own]
    if (this.#shown && isSame(this.#shown.key, key)) return this.#shown.messages
    const messages = [...this.#before(chat), ...own]
    this.#shown = { key, messages }
    return messages
  }

  /** The run has ended, or another begins: keeps its messages. */
  keep(talk: Talk): void {
    const { chat } = talk.run.endpoint
    if (!chat) return
    this.#chat = chat
    const messages = this.#turnOf({ ...talk, isGoing: false })
    if (messages.length > 0) this.#turns = [...this.#turns, { inputs: talk.run.inputs, messages }]
    this.#present = null
  }

  /** Removes the last turn and returns its inputs; `null` if there is none. */
  takeBack(): readonly unknown[] | null {
    const last = this.#turns.at(-1)
    if (!last) return null
    this.#turns = this.#turns.slice(0, -1)
    this.#owe()
    return last.inputs
  }

  /** Removes everything here and, with the next run, at the app. */
  clear(): void {
    if (this.#turns.length === 0 && this.#present === null) return
    this.#turns = []
    this.#present = null
    this.#owe()
  }

  /**
   * What the app must be told before the next run; `null`: nothing. `isInterrupted`: another conversation has used the
   * session since.
   */
  owed(chat: ChatDescription, isInterrupted: boolean): readonly unknown[] | null {
    this.#chat = chat
    if (isInterrupted) this.#owe()
    return this.#owed
  }

  /** The app was told. */
  settle(): void {
    this.#owed = null
  }

  #owe(): void {
    this.#owed = this.#chat ? this.#before(this.#chat) : []
  }

  #before({ chatbot }: ChatDescription): readonly unknown[] {
    const { value } = chatbot.props
    const first: readonly unknown[] = Array.isArray(value) ? value : []
    return [...first, ...this.#turns.flatMap(({ messages }) => messages)]
  }

  /**
   * Question and reply. Nothing if there is no reply and none will come: the question is then restored in its field.
   */
  #turnOf({ run, values, isGoing }: Talk): readonly unknown[] {
    const { chat } = run.endpoint
    if (!chat) return []
    if (this.#present?.run !== run)
      this.#present = { run, question: questionMessage(run.inputs[chat.message]), read: createReplyReader(run.app) }
    const { question, read } = this.#present
    const reply = read(values?.[chat.answer])
    return reply.length === 0 && !isGoing ? [] : [question, ...reply]
  }
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}
