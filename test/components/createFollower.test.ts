import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFollower, type Follower } from '../../src/components/list/createFollower.js'

// jsdom has no layout: the scroller's sizes are what the test says.
let grow: () => void = () => {}
let content = 1000
let height = 300
let scroller: HTMLElement
let follower: Follower
let states: boolean[]

class FakeResizeObserver {
  constructor(callback: () => void) {
    grow = () => {
      content += 200
      callback()
      scroller.dispatchEvent(new Event('scroll'))
    }
  }
  observe() {}
  disconnect() {}
}

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', FakeResizeObserver)
  content = 1000
  height = 300
  let top = 0
  states = []
  scroller = document.createElement('div')
  scroller.append(document.createElement('div'))
  Object.defineProperties(scroller, {
    clientHeight: { get: () => height },
    scrollHeight: { get: () => content },
    // As a browser does, it keeps the place within the content.
    scrollTop: {
      get: () => top,
      set(next: number) {
        top = Math.max(0, Math.min(next, content - 300))
      },
    },
    scrollTo: { value: ({ top }: { top: number }) => scrollBy(top - scroller.scrollTop) },
  })
  follower = createFollower(scroller, (isFollowing) => states.push(isFollowing))
})

afterEach(() => {
  follower.disconnect()
  vi.unstubAllGlobals()
})

function scrollBy(distance: number): void {
  scroller.scrollTop = Math.min(scroller.scrollTop + distance, content - 300)
  scroller.dispatchEvent(new Event('scroll'))
}

function wheel(distance: number): void {
  scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: distance }))
  scrollBy(distance)
}

describe('createFollower', () => {
  it('begins at the end and follows what grows', () => {
    expect(scroller.scrollTop).toBe(700)
    grow()
    expect(scroller.scrollTop).toBe(900)
    expect(states).toEqual([])
  })

  it('stops at once when the wheel turns up, be it by 3 px', () => {
    scrollBy(0)
    wheel(-3)
    const place = scroller.scrollTop
    grow()
    expect(scroller.scrollTop).toBe(place)
    expect(states).toEqual([false])
  })

  it('does not take the event of its own jump for the reader', () => {
    content += 200
    scroller.scrollTop = content // as the jump does, whose event is still to come
    wheel(-96)
    grow()
    expect(states).toEqual([false])
  })

  it('stops when something else moves the list up, and not for a zoom', () => {
    scroller.dispatchEvent(new WheelEvent('wheel', { deltaY: -10, ctrlKey: true }))
    expect(states).toEqual([])
    scrollBy(-300)
    expect(states).toEqual([false])
  })

  it.each(['ArrowUp', 'PageUp', 'Home'])('stops on %s', (key) => {
    scroller.dispatchEvent(new KeyboardEvent('keydown', { key }))
    expect(states).toEqual([false])
  })

  it('stops when a finger pulls down, not when it pushes up', () => {
    const touch = (type: string, clientY: number) =>
      scroller.dispatchEvent(Object.assign(new Event(type), { touches: [{ clientY }] }))
    touch('touchstart', 200)
    touch('touchmove', 190)
    expect(states).toEqual([])
    touch('touchmove', 203)
    expect(states).toEqual([false])
  })

  it.each(['tab', 'option', 'slider'])('leaves keys on a %s to it', (role) => {
    const control = document.createElement('div')
    const inside = document.createElement('button')
    inside.setAttribute('role', role)
    control.append(inside)
    scroller.append(control)
    for (const key of ['ArrowUp', 'Home', 'End']) {
      inside.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    }
    expect(states).toEqual([])
  })

  it('follows again once there is nothing to scroll, and not because it is hidden', () => {
    wheel(-96)
    height = 0
    grow()
    expect(states).toEqual([false])
    height = 300
    content = 0
    grow()
    expect(states).toEqual([false, true])
  })

  it.each(['textarea', 'input'])('leaves keys in a %s to it', (name) => {
    const field = document.createElement(name)
    scroller.append(field)
    for (const key of ['ArrowUp', 'Home', 'End']) {
      field.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    }
    expect(states).toEqual([])
  })

  it('goes on at once on End, wherever the reader is', () => {
    wheel(-300)
    scroller.dispatchEvent(new KeyboardEvent('keydown', { key: 'End' }))
    expect(states).toEqual([false, true])
    grow()
    expect(scroller.scrollTop).toBe(content - 300)
  })

  it('stops when the scrollbar is dragged up, and waits while it is held', () => {
    scrollBy(0)
    scroller.dispatchEvent(Object.assign(new Event('pointerdown'), { pointerType: 'mouse' }))
    grow()
    scrollBy(-400)
    dispatchEvent(new Event('pointerup'))
    expect(states).toEqual([false])
  })

  it('goes on when the reader comes back to the end', () => {
    wheel(-300)
    wheel(600)
    expect(states).toEqual([false, true])
    grow()
    expect(scroller.scrollTop).toBe(content - 300)
  })

  it('takes no growth and no shrinking for the reader', () => {
    grow()
    content -= 500
    scrollBy(-500)
    expect(states).toEqual([])
  })

  it('goes to the end when asked', () => {
    wheel(-300)
    follower.toEnd(false)
    expect(states).toEqual([false, true])
    expect(scroller.scrollTop).toBe(content - 300)
  })
})
