import { TogetherChatElement } from './TogetherChatElement.js'

/**
 * Defines the element under a name; importing `together-react/widget` does it as `together-chat`. Nothing happens on a
 * server, nor when the name is taken, as by a second copy of this script.
 */
export function registerTogetherChat(name = 'together-chat'): void {
  const { customElements } = globalThis
  if (!customElements || customElements.get(name)) return
  // A constructor has one name: another one gets a class of its own.
  const isNamed = customElements.get('together-chat') === TogetherChatElement
  customElements.define(name, isNamed ? class extends TogetherChatElement {} : TogetherChatElement)
}
