/** What was called by a script that nobody wrote. */
export const calls: string[] = []
/** What the policy of the page reported. */
export const reports: string[] = []

export function setTraps(): void {
  for (const name of ['canary', 'alert', 'confirm', 'prompt', 'print', 'open'])
    Object.assign(window, { [name]: () => calls.push(name) })
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sample }) =>
    reports.push(`${violatedDirective} ${blockedURI} ${sample}`),
  )
}
