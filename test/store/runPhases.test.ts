import { describe, expect, it } from 'vitest'
import type { RunPhase } from '../../src/store/index.js'
import { nextPhase, type RunEvent, transitions } from '../../src/store/runPhases.js'

const phases = Object.keys(transitions) as RunPhase[]
const events: RunEvent[] = ['send', 'wait', 'token', 'run-tools', 'ask', 'stop', 'end']

describe('the phases of a run', () => {
  it.each<[string, RunEvent[], RunPhase]>([
    ['a reply', ['send', 'token', 'end'], 'idle'],
    ['a reply which is no stream', ['send', 'end'], 'idle'],
    ['a reply after two failures', ['send', 'wait', 'send', 'wait', 'wait', 'token', 'end'], 'idle'],
    ['a failure after a wait', ['send', 'wait', 'end'], 'idle'],
    ['tools', ['send', 'token', 'run-tools', 'send', 'token', 'end'], 'idle'],
    ['tools of a reply which is no stream', ['send', 'run-tools', 'end'], 'idle'],
    ['an approval', ['send', 'token', 'run-tools', 'ask', 'run-tools', 'ask', 'send', 'token'], 'streaming'],
    ['an approval after a reload', ['run-tools', 'ask', 'run-tools', 'send'], 'sending'],
    ['an approval which was no use', ['run-tools', 'ask', 'end'], 'idle'],
  ])('follow %s', (_, happens, last) => {
    expect(happens.reduce<RunPhase>((phase, event) => nextPhase(phase, event), 'idle')).toBe(last)
  })

  it('come to an end from anywhere, at once or by a stop', () => {
    for (const phase of phases.filter((each) => each !== 'idle')) {
      expect(nextPhase(phase, 'end')).toBe('idle')
      if (phase !== 'stopping') expect(nextPhase(phase, 'stop')).toBe('stopping')
    }
  })

  it('refuse what cannot happen, and name it', () => {
    for (const phase of phases)
      for (const event of events.filter((each) => !Object.hasOwn(transitions[phase], each)))
        expect(() => nextPhase(phase, event)).toThrow(`A run which is ${phase} cannot ${event}.`)
    expect(() => nextPhase('idle', 'stop')).toThrow()
    expect(() => nextPhase('stopping', 'token')).toThrow()
  })
})
