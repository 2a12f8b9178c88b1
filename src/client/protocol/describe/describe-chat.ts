/**
 * Finds the endpoint that is the chat of a `gr.ChatInterface`, by its shape in the config (read on 3.50, 4.44, 5.50 and
 * 6.31): a hidden button calls it; it takes the message and the history, a `gr.State`; it returns the reply in a hidden
 * component, and the same state.
 */
import type { GradioComponent, GradioDependency } from './config.ts'
import { isJsonObject } from '../json-object.ts'

/** The parts of a config that make an endpoint a chat. */
export interface FoundChat {
  /** Id of the component that takes the message. */
  readonly messageId: number
  /** Id of the component that gets the reply. */
  readonly answerId: number
  readonly chatbot: GradioComponent
  /** What writes a conversation into the state; `null`: the app has no such function. */
  readonly rewrite: { readonly dependency: GradioDependency; readonly index: number } | null
}

const MESSAGE_TYPES: ReadonlySet<string | undefined> = new Set(['textbox', 'multimodaltextbox'])
const ANSWER_TYPES: ReadonlySet<string | undefined> = new Set(['json', 'textbox'])

/** The chat of an endpoint; `null` for any other endpoint. */
export function findChat(
  { inputs, outputs, targets }: GradioDependency,
  components: ReadonlyMap<number, GradioComponent>,
  dependencies: readonly GradioDependency[],
): FoundChat | null {
  const [messageId = -1, stateId = -1] = inputs
  const [answerId = -1, stateAfter] = outputs
  const typeOf = (id: number): string | undefined => components.get(id)?.type
  if (!MESSAGE_TYPES.has(typeOf(messageId)) || typeOf(stateId) !== 'state' || stateAfter !== stateId) return null
  // Gradio 3 returns the reply into the field of the message.
  const isAnswer = answerId === messageId || (ANSWER_TYPES.has(typeOf(answerId)) && isHidden(components.get(answerId)))
  const button = buttonOf(targets)
  if (!isAnswer || button === null || typeOf(button) !== 'button' || !isHidden(components.get(button))) return null
  const chatbots = [...components.values()].filter(({ type }) => type === 'chatbot')
  const writesState = ({ inputs: from, outputs: to }: GradioDependency, { id }: GradioComponent): boolean =>
    from.length === 1 && from[0] === id && to.includes(stateId) && to.every((output) => typeOf(output) === 'state')
  const index = dependencies.findIndex((dependency) => chatbots.some((chatbot) => writesState(dependency, chatbot)))
  const dependency = dependencies[index]
  // If an app has several, the state is connected to its own; otherwise the last one before the button.
  const chatbot = chatbots.find(({ id }) => id === dependency?.inputs[0]) ?? chatbots.findLast(({ id }) => id < button) ?? chatbots[0]
  return chatbot ? { messageId, answerId, chatbot, rewrite: dependency ? { dependency, index } : null } : null
}

/** The component whose click calls a function, if nothing else does. */
function buttonOf(targets: unknown): number | null {
  const target: unknown = Array.isArray(targets) && targets.length === 1 ? targets[0] : null
  if (!Array.isArray(target)) return null
  // A list of unknown items.
  const [id, event] = target as unknown[]
  return typeof id === 'number' && event === 'click' ? id : null
}

/** Whether the app's own page hides a component. */
export function isHidden(component: GradioComponent | undefined): boolean {
  return isJsonObject(component?.props) && (component.props.visible === false || component.props.visible === 'hidden')
}
