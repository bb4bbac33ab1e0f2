/** The promise's value, or the rejection that `refuse` makes once it is late; what it does later is ignored. */
export async function within<Value>(promise: Promise<Value>, ms: number, refuse: () => Error): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(refuse()), ms)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
